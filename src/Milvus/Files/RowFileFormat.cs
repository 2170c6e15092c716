namespace Milvus.Files;

/// <summary>A file format for rows, and its extensions.</summary>
/// <param name="Name">The name for -Format.</param>
/// <param name="Endings">The file extensions, the usual one first. -Format also takes them without the dot.</param>
internal sealed record RowFileFormat(string Name, params string[] Endings)
{
    internal const string Gzip = ".gz";

    internal static readonly RowFileFormat JsonLines = new("JsonLines", ".jsonl", ".ndjson") { IsText = true, CanAppend = true };
    internal static readonly RowFileFormat Json = new("Json", ".json") { IsText = true };
    internal static readonly RowFileFormat Csv = new("Csv", ".csv") { IsText = true, CanAppend = true, Separator = ',' };
    internal static readonly RowFileFormat Tsv = new("Tsv", ".tsv", ".tab") { IsText = true, CanAppend = true, Separator = '\t' };
    internal static readonly RowFileFormat Parquet = new("Parquet", ".parquet", ".pq") { IsSeekable = true, CanAppend = true };
    internal static readonly RowFileFormat Arrow = new("Arrow", ".arrow", ".feather", ".arrows", ".ipc");
    internal static readonly RowFileFormat Npy = new("Npy", ".npy") { IsUnnamed = true };
    internal static readonly RowFileFormat Npz = new("Npz", ".npz") { IsSeekable = true };
    internal static readonly RowFileFormat Fvecs = new("Fvecs", ".fvecs") { IsUnnamed = true, CanAppend = true };
    internal static readonly RowFileFormat Bvecs = new("Bvecs", ".bvecs") { IsUnnamed = true, CanAppend = true };
    internal static readonly RowFileFormat Ivecs = new("Ivecs", ".ivecs") { IsUnnamed = true, CanAppend = true };

    internal static IReadOnlyList<RowFileFormat> All { get; } =
        [JsonLines, Json, Csv, Tsv, Parquet, Arrow, Npy, Npz, Fvecs, Bvecs, Ivecs];

    /// <summary>Whether the file is text, which has an encoding.</summary>
    internal bool IsText { get; init; }

    /// <summary>The usual separator between the fields of a line, if the format has one.</summary>
    internal char Separator { get; init; }

    /// <summary>Whether the file must be on a disk, because it is not read or written from its beginning to its end.</summary>
    internal bool IsSeekable { get; init; }

    /// <summary>Whether rows can follow the last row of a finished file.</summary>
    internal bool CanAppend { get; init; }

    /// <summary>Whether the file has a single column, which has no name.</summary>
    internal bool IsUnnamed { get; init; }

    internal bool IsJson => this == JsonLines || this == Json;

    /// <summary>Whether positions in the file have no lines, so that only rows are counted.</summary>
    internal bool HasTypedColumns => !IsText;

    /// <summary>Whether the name says that the file is compressed.</summary>
    internal static bool IsZipped(string file) => file.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase);

    /// <summary>The named format, or the one of the file's extension.</summary>
    /// <exception cref="MilvusException">The format does not exist, or the extension is unknown.</exception>
    internal static RowFileFormat Choose(string? named, string file) =>
        (named is null ? FindByEnding(file) : Parse(named)) ?? throw CreateUnknownError(file, toWrite: true);

    /// <summary>The format with a name.</summary>
    /// <exception cref="MilvusException">No format has the name.</exception>
    internal static RowFileFormat Parse(string named) =>
        All.FirstOrDefault(known => known.Name.Equals(named, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(known => known.Endings.Contains($".{named.TrimStart('.')}", StringComparer.OrdinalIgnoreCase))
        ?? throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"'{named}' is not a file format: use {string.Join(", ", All.Select(known => known.Name))}.");

    /// <summary>The format of the file's extension, or null.</summary>
    internal static RowFileFormat? FindByEnding(string file) =>
        All.FirstOrDefault(known => known.Endings.Contains(EndingOf(file), StringComparer.OrdinalIgnoreCase));

    /// <summary>The error for an extension that does not say the format.</summary>
    /// <param name="file">The file.</param>
    /// <param name="toWrite">Whether it is going to be written, so the user chooses its name and not its content.</param>
    internal static MilvusException CreateUnknownError(string file, bool toWrite) => new(
        MilvusErrorId.InvalidArgument,
        $"The format of '{file}' is unknown: the extensions {string.Join(", ", All.SelectMany(known => known.Endings))} are supported, "
            + $"each also with {Gzip}.")
    {
        RecommendedAction = toWrite
            ? $"Use a name with one of these extensions{(IsSheet(file) ? " (spreadsheets open .csv)" : string.Empty)}, or -Format "
                + $"{string.Join(", ", All.Select(known => known.Name))}."
            : IsSheet(file)
            ? "Save the table as CSV in UTF-8."
            : $"Use -Format {string.Join(", ", All.Select(known => known.Name))} or save the rows in one of these formats.",
    };

    /// <summary>Whether the name is that of a spreadsheet.</summary>
    internal static bool IsSheet(string file) => EndingOf(file).ToUpperInvariant() is ".XLSX" or ".XLS" or ".ODS";

    private static string EndingOf(string file) => Path.GetExtension(IsZipped(file) ? file[..^Gzip.Length] : file);
}
