using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Milvus.Formats.Streams;

namespace Milvus.Formats.Text;

/// <summary>
/// Reads text in any encoding as UTF-8. Invalid bytes are never replaced silently: they become a marker, so that the
/// error can name the row.
/// </summary>
internal sealed class TextDecoding
{
    // A Unicode noncharacter, which text for interchange does not contain. It is a marker only if the decoder found invalid bytes.
    private const char Mark = '\uFDD0';

    private readonly MarkingFallback _fallback = new();
    private readonly string _name;
    private readonly bool _isUnchecked;

    // The bytes themselves, which are checked row by row. That costs much less than decoding them.
    private TextDecoding(Stream utf8) => (_name, _isUnchecked, Stream) = (Encoding.UTF8.WebName, true, utf8);

    private TextDecoding(Stream stream, Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = _fallback;
        _name = encoding.WebName;
        Stream = Encoding.CreateTranscodingStream(stream, marking, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>The text in UTF-8, without a byte order mark.</summary>
    internal Stream Stream { get; }

    /// <summary>Decodes a stream from its beginning: by its byte order mark, otherwise by the specified encoding, otherwise as
    /// UTF-8.</summary>
    internal static TextDecoding Open(Stream stream, Encoding? encoding) => Open(stream, encoding, raw: false);

    /// <summary>The same for a reader of bytes that checks every row with <see cref="Check(ReadOnlySpan{byte})"/>.</summary>
    internal static TextDecoding OpenBytes(Stream stream, Encoding? encoding) => Open(stream, encoding, raw: true);

    private static TextDecoding Open(Stream stream, Encoding? encoding, bool raw)
    {
        var head = new byte[4];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var marked = DetectByMark(head.AsSpan(0, read));
        var skipped = marked?.Preamble.Length ?? 0;
        var rest = new PrefixedStream(head.AsMemory(skipped, read - skipped), stream);
        var used = marked ?? encoding ?? Encoding.UTF8;
        return raw && used.CodePage == Encoding.UTF8.CodePage ? new TextDecoding(rest) : new TextDecoding(rest, used);
    }

    /// <summary>Refuses text with invalid bytes.</summary>
    /// <exception cref="RowFileException">The text has invalid bytes.</exception>
    internal void Check(ReadOnlySpan<char> text)
    {
        if (_fallback.Count > 0 && text.IndexOf(Mark) is >= 0 and var at)
        {
            throw CreateError(text[(at + 1)..]);
        }
    }

    /// <inheritdoc cref="Check(ReadOnlySpan{char})"/>
    internal void Check(ReadOnlySpan<byte> utf8)
    {
        if (_isUnchecked)
        {
            CheckBytes(utf8);
            return;
        }

        if (_fallback.Count > 0 && utf8.IndexOf("\uFDD0"u8) >= 0)
        {
            Check(Encoding.UTF8.GetString(utf8));
        }
    }

    private void CheckBytes(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            var marking = (Encoding)Encoding.UTF8.Clone();
            marking.DecoderFallback = _fallback;
            Check(marking.GetString(utf8));
        }
    }

    private RowFileException CreateError(ReadOnlySpan<char> rest) =>
        new(RowFileFault.Encoding, $"The bytes 0x{rest[..Math.Max(0, rest.IndexOf(Mark))]} are not {_name} text");

    private static Encoding? DetectByMark(ReadOnlySpan<byte> head)
    {
        // UTF-32 before UTF-16, because the UTF-16 mark is a prefix of the UTF-32 mark.
        foreach (
            var encoding in new Encoding[]
            {
                new UTF8Encoding(true),
                new UTF32Encoding(false, true),
                new UTF32Encoding(true, true),
                Encoding.Unicode,
                Encoding.BigEndianUnicode,
            })
        {
            if (head.StartsWith(encoding.Preamble))
            {
                return encoding;
            }
        }

        return null;
    }

    /// <summary>Writes invalid bytes as hexadecimal digits between two markers, and counts them.</summary>
    private sealed class MarkingFallback : DecoderFallback
    {
        internal long Count { get; set; }

        public override int MaxCharCount => 2 + (2 * 8);

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new MarkingBuffer(this);
    }

    private sealed class MarkingBuffer(MarkingFallback owner) : DecoderFallbackBuffer
    {
        private string _text = string.Empty;
        private int _next;

        public override int Remaining => _text.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Count++;
            var shown = bytesUnknown.AsSpan(0, Math.Min(bytesUnknown.Length, 8));
            _text = string.Create(CultureInfo.InvariantCulture, $"{Mark}{Convert.ToHexString(shown)}{Mark}");
            _next = 0;
            return true;
        }

        public override char GetNextChar() => _next < _text.Length ? _text[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        public override void Reset() => (_text, _next) = (string.Empty, 0);
    }
}
