using Milvus.Formats.Text;

namespace Milvus.Formats.Csv;

/// <summary>
/// Passes CSV on until a record has more fields than a file can have columns. The parser takes memory for each field of a record before
/// its caller can count them.
/// </summary>
/// <param name="text">The file; it stays open.</param>
/// <param name="separator">The character between fields.</param>
internal sealed class FieldLimitReader(TextReader text, char separator) : TextReader
{
    private const char Quote = '"';

    private int _separators;
    private bool _isFieldStart = true;
    private bool _isQuoted;
    private bool _isOver;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <exception cref="FieldLimitException">The next characters belong to a record with too many fields.</exception>
    public override int Read(Span<char> buffer)
    {
        if (_isOver)
        {
            throw new FieldLimitException();
        }

        // A full buffer: the parser reads a record from its beginning again each time it gets more.
        var read = text.ReadBlock(buffer);
        var passed = Pass(buffer[..read]);
        return passed > 0 || read == 0 ? passed : throw new FieldLimitException();
    }

    /// <summary>The number of characters before the separator that is one too many.</summary>
    private int Pass(ReadOnlySpan<char> chars)
    {
        for (var at = 0; at < chars.Length;)
        {
            if (_isQuoted)
            {
                // A doubled quote ends the quoted text and begins it again.
                var quote = chars[at..].IndexOf(Quote);
                at = quote < 0 ? chars.Length : at + quote + 1;
                _isQuoted = quote < 0;
                continue;
            }

            if (_isFieldStart && chars[at] == Quote)
            {
                _isQuoted = true;
                at++;
                continue;
            }

            var next = chars[at..].IndexOfAny(separator, '\r', '\n');
            _isFieldStart = next >= 0;
            at = next < 0 ? chars.Length : at + next + 1;
            if (next < 0 || Count(chars[at - 1]))
            {
                continue;
            }

            _isOver = true;
            return at - 1;
        }

        return chars.Length;
    }

    private bool Count(char end)
    {
        _separators = end == separator ? _separators + 1 : 0;
        return _separators < RowLimits.MaxColumns;
    }
}
