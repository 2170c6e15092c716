namespace Milvus.Files;

/// <summary>A file format for rows, and its extensions.</summary>
/// <param name="Name">The name for -Format.</param>
/// <param name="Endings">The file extensions, the usual one first.</param>
/// <param name="Separator">The separator between the fields of a line, if the format has one.</param>
/// <param name="MayBeZipped">Whether .gz may follow the extension.</param>
internal sealed record RowFileFormat(string Name, string[] Endings, char Separator, bool MayBeZipped)
{
    internal const string Gzip = ".gz";

    internal static readonly RowFileFormat JsonLines = new("JsonLines", [".jsonl", ".ndjson"], '\0', true);
    internal static readonly RowFileFormat Json = new("Json", [".json"], '\0', true);
    internal static readonly RowFileFormat Csv = new("Csv", [".csv"], ',', true);
    internal static readonly RowFileFormat Tsv = new("Tsv", [".tsv", ".tab"], '\t', true);
    internal static readonly RowFileFormat Parquet = new("Parquet", [".parquet", ".pq"], '\0', false);

    internal static IReadOnlyList<RowFileFormat> All { get; } = [JsonLines, Json, Csv, Tsv, Parquet];

    internal bool IsJson => this == JsonLines || this == Json;

    /// <summary>Whether the name says that the file is compressed.</summary>
    internal static bool IsZipped(string file) => file.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase);

    /// <summary>The named format, or the one of the file's extension.</summary>
    /// <exception cref="MilvusException">The format does not exist, or the extension is unknown.</exception>
    internal static RowFileFormat Choose(string? named, string file)
    {
        var zipped = IsZipped(file);
        var ending = Path.GetExtension(zipped ? file[..^Gzip.Length] : file);
        var format = named is null
            ? All.FirstOrDefault(known => known.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase))
                ?? throw CreateUnknownError(file, ending)
            : All.FirstOrDefault(known => known.Name.Equals(named, StringComparison.OrdinalIgnoreCase))
                ?? throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"'{named}' is not a file format: use {string.Join(", ", All.Select(known => known.Name))}.");
        return !zipped || format.MayBeZipped ? format : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            $"The file '{file}' is {format.Name} inside gzip, which is not supported: {format.Name} has its own compression.")
        {
            RecommendedAction = "Unpack it first.",
        };
    }

    private static MilvusException CreateUnknownError(string file, string ending) => new(
        MilvusErrorId.InvalidArgument,
        $"The extension of '{file}' is unknown: {string.Join(", ", All.SelectMany(known => known.Endings))} are "
            + $"supported, and {Gzip} after text formats.")
    {
        RecommendedAction = ending.ToUpperInvariant() switch
        {
            ".NPY" => "NumPy files hold one field each: Start-MilvusImport reads a set of them. For Import-MilvusEntity, save the "
                + "rows as Parquet.",
            ".XLSX" or ".XLS" or ".ODS" => "Save the table as CSV in UTF-8.",
            _ => $"Use -Format {string.Join(", ", All.Select(known => known.Name))} or save the rows in one of these formats.",
        },
    };
}
