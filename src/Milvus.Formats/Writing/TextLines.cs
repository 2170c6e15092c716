using System.IO.Compression;
using System.Text;

namespace Milvus.Formats.Writing;

/// <summary>
/// Text that is written to a stream, compressed if asked for. Compressed text is one gzip member for each commit: members follow each other
/// in a gzip file, so a file can be continued after any of them.
/// </summary>
internal sealed class TextLines : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _zipped;
    private readonly Encoding _encoding;
    private StreamWriter? _writer;

    /// <param name="stream">The target, which stays open.</param>
    /// <param name="zipped">Whether the text is compressed.</param>
    /// <param name="encoding">The encoding; its byte order mark is written at the beginning of the stream only.</param>
    internal TextLines(Stream stream, bool zipped, Encoding encoding)
    {
        (_stream, _zipped) = (stream, zipped);
        _encoding = (Encoding)encoding.Clone();
        // A letter that the encoding does not have must not become a question mark.
        _encoding.EncoderFallback = EncoderFallback.ExceptionFallback;
    }

    /// <summary>The number of bytes since the last commit.</summary>
    internal long Pending { get; private set; }

    /// <exception cref="EncoderFallbackException">The encoding does not have a letter of the text.</exception>
    internal void Write(string text)
    {
        // Fails at the row that cannot be encoded; the writer would fail at a later one.
        Pending += _encoding.GetByteCount(text);
        Writer.Write(text);
    }

    internal void WriteLine(string text)
    {
        Write(text);
        Writer.Write('\n');
    }

    internal void Commit()
    {
        _writer?.Dispose();
        (_writer, Pending) = (null, 0);
        if (_zipped)
        {
            GzipMembers.Complete(_stream);
        }

        _stream.Flush();
    }

    public void Dispose() => _writer?.Dispose();

    private StreamWriter Writer => _writer ??= new StreamWriter(
        _zipped ? new GZipStream(_stream, CompressionLevel.Optimal, leaveOpen: true) : _stream,
        // StreamWriter writes the mark where a stream that can seek is at its beginning.
        _stream.Position == 0 ? _encoding : new Unmarked(_encoding),
        bufferSize: 1 << 16,
        leaveOpen: !_zipped);

    /// <summary>An encoding without its byte order mark.</summary>
    private sealed class Unmarked(Encoding encoding) : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => encoding.GetByteCount(chars, index, count);

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            encoding.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => encoding.GetCharCount(bytes, index, count);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            encoding.GetChars(bytes, byteIndex, byteCount, chars, charIndex);

        public override Encoder GetEncoder() => encoding.GetEncoder();

        public override Decoder GetDecoder() => encoding.GetDecoder();

        public override int GetMaxByteCount(int charCount) => encoding.GetMaxByteCount(charCount);

        public override int GetMaxCharCount(int byteCount) => encoding.GetMaxCharCount(byteCount);
    }
}
