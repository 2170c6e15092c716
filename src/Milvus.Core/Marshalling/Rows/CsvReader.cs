using System.Text;

namespace Milvus.Core.Marshalling.Rows;

/// <summary>
/// Reads records of a CSV file (RFC 4180): fields with commas, quotes or line breaks are quoted, and quotes are doubled. A field that
/// is empty without quotes is null; with quotes it is an empty text.
/// </summary>
/// <param name="text">The file.</param>
/// <param name="separator">The separator of fields: a comma or a tab.</param>
internal sealed class CsvReader(TextReader text, char separator = ',')
{
    private const int MaxFieldLength = 64 << 20;

    private int _line = 1;

    /// <summary>The number of the first line of the last record, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>The fields of the next record; null at the end. Blank lines are skipped.</summary>
    /// <exception cref="MilvusException">A quote is not closed, or not allowed.</exception>
    internal string?[]? Read()
    {
        while (text.Peek() is '\r' or '\n')
        {
            EndLine(text.Read());
        }

        if (text.Peek() < 0)
        {
            return null;
        }

        Line = _line;
        var fields = new List<string?>();
        while (true)
        {
            fields.Add(text.Peek() == '"' ? ReadQuoted() : Plain());
            var next = text.Read();
            if (next == separator)
            {
                continue;
            }

            if (next is not (-1 or '\r' or '\n'))
            {
                throw Wrong("there is text after a closing quote");
            }

            EndLine(next);
            return [.. fields];
        }
    }

    private void EndLine(int character)
    {
        if (character == '\r' && text.Peek() == '\n')
        {
            text.Read();
        }

        if (character >= 0)
        {
            _line++;
        }
    }

    private string? Plain()
    {
        var field = new StringBuilder();
        while (text.Peek() is var next && next != separator && next is not (-1 or '\r' or '\n'))
        {
            Bound(field, Line);
            field.Append((char)text.Read());
        }

        return field.Length == 0 ? null : field.ToString();
    }

    private string ReadQuoted()
    {
        var field = new StringBuilder();
        text.Read();
        while (true)
        {
            var character = text.Read();
            if (character < 0)
            {
                throw Wrong("a quote is not closed");
            }

            if (character == '"' && text.Peek() != '"')
            {
                return field.ToString();
            }

            if (character == '"')
            {
                text.Read();
            }

            Bound(field, Line);
            _line += character == '\n' ? 1 : 0;
            field.Append((char)character);
        }
    }

    // An unclosed quote must not read the rest of the file into memory.
    private static void Bound(StringBuilder field, int line)
    {
        if (field.Length >= MaxFieldLength)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"line {line}: a field is longer than {MaxFieldLength >> 20} million characters; perhaps a quote is not closed.");
        }
    }

    private MilvusException Wrong(string why) => new(MilvusErrorId.InvalidArgument, $"line {Line}: this is not CSV: {why}.");
}
