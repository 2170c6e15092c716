using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Evaluates comparisons of values.</summary>
internal static class ComparisonRules
{
    /// <param name="comparison">The comparison.</param>
    /// <param name="order">Negative, zero or positive: the left side is less than, equal to or greater than the right one.</param>
    public static bool HoldsFor(this Comparison comparison, int order) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Less => order < 0,
        Comparison.LessEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>Compares two numbers. NaN is not equal to any number.</summary>
    public static bool HoldsFor(this Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => left < right,
        Comparison.LessEqual => left <= right,
        Comparison.Greater => left > right,
        _ => left >= right,
    };
}
