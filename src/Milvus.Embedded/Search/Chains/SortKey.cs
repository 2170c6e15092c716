namespace Milvus.Embedded.Search.Chains;

/// <param name="Column">What is sorted by.</param>
/// <param name="Descending">Whether large values come first.</param>
/// <param name="MissingFirst">Whether nulls come before all values.</param>
internal sealed record SortKey(string Column, bool Descending, bool MissingFirst = false);
