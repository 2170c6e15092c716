using System.Diagnostics.CodeAnalysis;
using Milvus.Formats.Text;
using Sylvan.Data.Csv;

namespace Milvus.Formats.Csv;

/// <summary>
/// Reads the records of a CSV file (RFC 4180): fields with separators, quotes or line breaks are quoted, and quotes are doubled. A field
/// that is empty without quotes is null; with quotes it is an empty text. A quote within a field that does not begin with one is text.
/// </summary>
/// <param name="text">The file, without a byte order mark; it stays open.</param>
/// <param name="separator">The character between fields, for which <see cref="CanSeparate"/> is true.</param>
/// <param name="firstLine">The number of the first line.</param>
internal sealed class CsvReader(TextReader text, char separator = ',', long firstLine = 1) : IDisposable
{
    private const char Quote = '"';

    // Longer than any row that a server accepts: a quote that is not closed must not read the rest of the file into memory.
    private const int MaxRecordLength = 64 << 20;

    // Decoded text never has this half of a surrogate pair at the start of a line, so no line is taken for a comment.
    private const char NoComment = '\uDFFF';

    private readonly CsvDataReaderOptions _options = new()
    {
        Delimiter = separator,
        Quote = Quote,
        Comment = NoComment,
        HasHeaders = false,
        CsvStyle = CsvStyle.Standard,
        OwnsReader = false,
        BufferSize = 1 << 16,
        MaxBufferSize = MaxRecordLength,
    };

    private readonly FieldLimitReader _text = new(text, separator);
    private CsvDataReader? _records;
    private long _nextLine = firstLine;

    /// <summary>The first line of the last record, from 1.</summary>
    internal long Line { get; private set; }

    /// <summary>Whether a character can separate fields: one of ASCII, but not a letter, a digit, a quote or a line break.</summary>
    internal static bool CanSeparate(char separator) =>
        char.IsAscii(separator) && !char.IsAsciiLetterOrDigit(separator) && separator is not ('\0' or Quote or '\r' or '\n');

    /// <summary>The fields of the next record; null at the end. Blank lines are skipped.</summary>
    /// <exception cref="RowFileException">A quote is not closed, text follows a closing quote, or a record is too long.</exception>
    internal string?[]? Read()
    {
        while (MoveNext())
        {
            var raw = _records.GetRawRecordSpan();
            Line = _nextLine;
            _nextLine += CountLines(raw);
            if (raw.ContainsAnyExcept('\r', '\n'))
            {
                return Fields(_records, raw);
            }
        }

        return null;
    }

    public void Dispose() => _records?.Dispose();

    [MemberNotNullWhen(true, nameof(_records))]
    private bool MoveNext()
    {
        try
        {
            // Opening reads the first record.
            _records ??= CsvDataReader.Create(_text, _options);
            return _records.Read();
        }
        catch (FieldLimitException failure)
        {
            throw new RowFileException(
                RowFileFault.TooLong,
                $"the row has more than {RowLimits.MaxColumns} fields, which is the maximum",
                _nextLine,
                failure);
        }
        catch (CsvRecordTooLargeException failure)
        {
            throw new RowFileException(
                RowFileFault.TooLong,
                $"the row is longer than {MaxRecordLength >> 20} million characters; perhaps a quote is not closed",
                _nextLine,
                failure);
        }
        catch (CsvFormatException failure)
        {
            // The words of an error about files: its line is named once.
            var reason = failure.Message.TrimEnd('.').Replace(", newline or EOF", " or the end of the record", StringComparison.Ordinal);
            throw new RowFileException(
                RowFileFault.Syntax,
                $"this is not CSV: {char.ToLowerInvariant(reason[0])}{reason[1..]}",
                _nextLine,
                failure);
        }
    }

    /// <summary>The fields of a record. The library does not say which were quoted; the text of the record does.</summary>
    private static string?[] Fields(CsvDataReader record, ReadOnlySpan<char> raw)
    {
        var fields = new string?[record.RowFieldCount];
        var start = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            var value = record.GetString(i);
            var isQuoted = start < raw.Length && raw[start] == Quote;
            fields[i] = isQuoted || value.Length > 0 ? value : null;
            start += value.Length + 1 + (isQuoted ? 2 + value.AsSpan().Count(Quote) : 0);
        }

        return fields;
    }

    private static int CountLines(ReadOnlySpan<char> raw) => raw.Count('\n') + raw.Count('\r') - raw.Count("\r\n");
}
