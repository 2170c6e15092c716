namespace Milvus.Embedded.Search.Chains;

/// <summary>An argument of a function: a column, or one number for every hit.</summary>
/// <param name="Column">Its name, or null for a number.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Number">The number.</param>
internal sealed record ChainArgument(string? Column, ChainKind Kind, double Number = 0);
