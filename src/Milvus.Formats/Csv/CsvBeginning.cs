using System.Text;
using Milvus.Formats.Streams;

namespace Milvus.Formats.Csv;

/// <summary>
/// The first bytes of a CSV file. Excel reads and writes a line <c>sep=;</c> before the header, which says what separates the fields.
/// </summary>
internal sealed class CsvBeginning
{
    // "sep=;" with quotes and a line break.
    private const int Length = 9;

    private CsvBeginning(Stream content, char? separator, bool isJson) => (Content, Separator, IsJson) = (content, separator, isJson);

    /// <summary>The file from its header on.</summary>
    internal Stream Content { get; }

    /// <summary>The separator of the line before the header; null if the file does not have such a line.</summary>
    internal char? Separator { get; }

    /// <summary>Whether the file begins like rows in JSON.</summary>
    internal bool IsJson { get; }

    /// <summary>Reads the beginning of a file.</summary>
    /// <param name="utf8">The file in UTF-8, without a byte order mark.</param>
    internal static CsvBeginning Read(Stream utf8)
    {
        var head = new byte[Length];
        head = head[..utf8.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var line = Encoding.UTF8.GetString(head);
        var end = line.IndexOfAny(['\r', '\n']);
        var first = (end < 0 ? line : line[..end]).Trim('"');
        if ((end >= 0 || head.Length < Length)
            && first.Length == "sep=;".Length
            && first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && CsvReader.CanSeparate(first[^1]))
        {
            var skipped = end < 0 ? head.Length : end + (line[end..].StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
            return new(new PrefixedStream(head.AsMemory(skipped), utf8), first[^1], isJson: false);
        }

        var text = line.TrimStart();
        var inside = text.Length > 1 ? text[1..].TrimStart() : string.Empty;
        var isJson = (text.StartsWith('{') && inside.StartsWith('"')) || (text.StartsWith('[') && inside.StartsWith('{'));
        return new(new PrefixedStream(head, utf8), separator: null, isJson);
    }
}
