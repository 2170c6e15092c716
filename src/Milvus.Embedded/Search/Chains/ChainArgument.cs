namespace Milvus.Embedded.Search.Chains;

/// <summary>An argument of a chain function: a column, or a number that is the same for every hit.</summary>
/// <param name="Column">The name of the column; null for a number.</param>
/// <param name="Kind">The type of the values.</param>
/// <param name="Number">The number.</param>
internal sealed record ChainArgument(string? Column, ChainKind Kind, double Number = 0);
