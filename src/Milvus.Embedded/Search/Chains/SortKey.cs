namespace Milvus.Embedded.Search.Chains;

/// <param name="Column">The column.</param>
/// <param name="Descending">Whether the highest values come first.</param>
/// <param name="MissingFirst">Whether nulls come first.</param>
internal sealed record SortKey(string Column, bool Descending, bool MissingFirst = false);
