using System.Text;

namespace Milvus.Files;

/// <summary>A file of rows that is written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Encoding">The encoding of texts; null for UTF-8 without a byte order mark.</param>
/// <param name="Delimiter">The separator of CSV and TSV; null for the usual one.</param>
/// <param name="Append">Whether the rows follow those of the existing file.</param>
/// <param name="EscapeFormula">Whether texts that a spreadsheet would run are escaped.</param>
internal sealed record RowFileTarget(
    string Path, RowFileFormat Format, Encoding? Encoding, char? Delimiter, bool Append, bool EscapeFormula = false)
{
    /// <summary>The file that is written: the target of the path if it is a symbolic link.</summary>
    internal string File { get; } = LocalFiles.FollowLinks(Path);

    /// <summary>The file while it is not complete.</summary>
    internal string Draft => File + ".part";

    /// <summary>Whether the rows follow others. An empty file has none, nor a header.</summary>
    internal bool HasRowsBefore => Append && new FileInfo(Path) is { Exists: true, Length: > 0 };

    internal bool IsZipped => RowFileFormat.IsZipped(Path);

    /// <summary>Whether an incomplete file can be continued: its rows are in their order, and end where the last one ends.</summary>
    internal bool IsResumable => (Format.CanAppend || Format == RowFileFormat.Json) && !IsZippedAtEnd;

    /// <summary>Whether the file is compressed when it is complete, because its parts are not written in their order.</summary>
    internal bool IsZippedAtEnd => IsZipped && (Format.IsSeekable || Format == RowFileFormat.Npy || Format == RowFileFormat.Arrow);

    /// <exception cref="MilvusException">Parameters contradict the format.</exception>
    internal RowFileTarget Check()
    {
        if (Append && (!Format.CanAppend || IsZippedAtEnd))
        {
            var able = RowFileFormat.All.Where(format => format.CanAppend).Select(format => format.Name);
            throw Refuse($"Rows cannot be appended to a {(IsZipped ? "compressed " : string.Empty)}file of the format {Format.Name}: "
                + $"{string.Join(", ", able)} can be continued.");
        }

        return Delimiter is not null && Format.Separator == '\0'
                ? throw Refuse($"-Delimiter is for Csv and Tsv, and the format is {Format.Name}.")
            : EscapeFormula && Format.Separator == '\0'
                ? throw Refuse($"-EscapeFormula is for Csv and Tsv, and the format is {Format.Name}.")
            : Encoding is not null && !Format.IsText ? throw Refuse($"-Encoding is for texts, and the format {Format.Name} is not text.")
            : this;
    }

    /// <summary>Returns the path of a ledger.</summary>
    /// <exception cref="MilvusException">It is the file itself, or that of its rows while it is not complete.</exception>
    internal string CheckLedger(string path)
    {
        // Also on disks where the names differ: nobody wants both.
        string[] own = [Path, File, Draft];
        return own.Contains(path, StringComparer.OrdinalIgnoreCase)
            ? throw Refuse($"-LedgerPath is the file of the rows: '{path}'. Name another file, or leave it out.")
            : path;
    }

    private static MilvusException Refuse(string message) => new(MilvusErrorId.InvalidArgument, message);
}
