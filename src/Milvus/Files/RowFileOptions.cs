using System.Text;

namespace Milvus.Files;

/// <summary>How files of rows are read.</summary>
/// <param name="Format">The name of the format; null if the file says it.</param>
/// <param name="Encoding">The encoding of texts; null for UTF-8.</param>
/// <param name="Delimiter">The separator of CSV and TSV; null for the usual one.</param>
/// <param name="Map">The fields of the columns.</param>
/// <param name="Upsert">Whether the rows are upserted, so that they have their keys.</param>
/// <param name="UnescapeFormula">Whether texts were escaped for spreadsheets.</param>
internal sealed record RowFileOptions(
    string? Format, Encoding? Encoding, char? Delimiter, ColumnMap Map, bool Upsert, bool UnescapeFormula = false)
{
    /// <summary>The advice for a file without the column of a field; null for none.</summary>
    internal Func<string, string?>? ExplainMissing { get; init; }
}
