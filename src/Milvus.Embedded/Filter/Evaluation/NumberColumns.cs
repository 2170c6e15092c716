using System.Numerics;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Creates predicates on one numeric field, in the type of the field.</summary>
internal static class NumberColumns
{
    public static Predicate Compare(FieldSchema field, Comparison comparison, Constant value, bool negated) =>
        field.DataType.Describe().Number!.Accept(new Comparisons(field.Name, comparison, value, negated));

    public static Predicate In(FieldSchema field, IReadOnlyList<Constant> values, bool negated) =>
        field.DataType.Describe().Number!.Accept(new Memberships(field.Name, values, negated));

    /// <summary>
    /// Compares an integer field with a constant, which may be outside the range of the field's type. Then all values match or none.
    /// </summary>
    private static Predicate Integer<T>(string column, Comparison comparison, long value, bool negated)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var above = value > long.CreateChecked(T.MaxValue);
        if (!above && value >= long.CreateChecked(T.MinValue))
        {
            return new NumberColumnPredicate<T>(column, comparison, T.CreateChecked(value), negated);
        }

        var all = comparison switch
        {
            Comparison.Equal => false,
            Comparison.NotEqual => true,
            Comparison.Less or Comparison.LessEqual => above,
            _ => !above,
        };

        // Every value is ≥ the minimum of the type, and none is below it. A null matches neither.
        return new NumberColumnPredicate<T>(
            column, all ? Comparison.GreaterEqual : Comparison.Less, T.MinValue, negated);
    }

    private static NumberInPredicate<T> Integers<T>(string column, IReadOnlyList<Constant> values, bool negated)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var least = long.CreateChecked(T.MinValue);
        var most = long.CreateChecked(T.MaxValue);
        return new NumberInPredicate<T>(
            column,
            values.Where(value => value.Int64 >= least && value.Int64 <= most)
                .Select(value => T.CreateTruncating(value.Int64)),
            negated);
    }

    private sealed class Comparisons(string column, Comparison comparison, Constant value, bool negated) : INumberVisitor<Predicate>
    {
        Predicate INumberVisitor<Predicate>.VisitInteger<T>() => Integer<T>(column, comparison, value.Int64, negated);

        Predicate INumberVisitor<Predicate>.VisitFloat<T>() =>
            new NumberColumnPredicate<T>(column, comparison, T.CreateTruncating(value.Number), negated);
    }

    private sealed class Memberships(string column, IReadOnlyList<Constant> values, bool negated) : INumberVisitor<Predicate>
    {
        Predicate INumberVisitor<Predicate>.VisitInteger<T>() => Integers<T>(column, values, negated);

        Predicate INumberVisitor<Predicate>.VisitFloat<T>() =>
            new NumberInPredicate<T>(column, values.Select(value => T.CreateTruncating(value.Number)), negated);
    }
}
