namespace Milvus.Core.Types;

/// <summary>Two parameters that are the bounds of a range: the first must not exceed the second.</summary>
/// <param name="From">The name of the lower bound.</param>
/// <param name="To">The name of the upper bound.</param>
/// <param name="Least">The minimum of both.</param>
/// <param name="Refusal">The error for invalid bounds: {0} is the lower bound, {1} the upper one.</param>
internal sealed record ParameterSpan(string From, string To, int Least, string Refusal);
