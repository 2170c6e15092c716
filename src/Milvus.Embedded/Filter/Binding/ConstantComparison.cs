using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Evaluation;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Binding;

/// <summary>Compares constants with each other.</summary>
internal static class ConstantComparison
{
    /// <summary>Whether the comparison is true; null if the two cannot be compared.</summary>
    public static bool? Holds(Comparison comparison, Constant left, Constant right) => (left.Kind, right.Kind) switch
    {
        (ConstantKind.Int64, ConstantKind.Int64) =>
            comparison.HoldsFor(left.Int64.CompareTo(right.Int64)),
        _ when left.IsNumber && right.IsNumber => comparison.HoldsFor(left.Number, right.Number),
        (ConstantKind.String, ConstantKind.String) =>
            comparison.HoldsFor(Utf8Order.Compare(left.String, right.String)),
        (ConstantKind.Bool, ConstantKind.Bool) when comparison is Comparison.Equal or Comparison.NotEqual =>
            comparison.HoldsFor(left.Bool.CompareTo(right.Bool)),
        _ => null,
    };
}
