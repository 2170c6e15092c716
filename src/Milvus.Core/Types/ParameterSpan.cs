namespace Milvus.Types;

/// <summary>Two parameters that are the bounds of a range, so that the first may not exceed the second.</summary>
/// <param name="From">The name of the lower bound.</param>
/// <param name="To">The name of the upper bound.</param>
/// <param name="Least">The lowest value of both.</param>
/// <param name="Refusal">How others are refused: {0} is the lower bound, {1} the upper one.</param>
internal sealed record ParameterSpan(string From, string To, int Least, string Refusal);
