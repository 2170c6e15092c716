using System.Numerics;
using Milvus.Embedded.Filter.Plan;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Creates predicates on one numeric field, in the type of the field.</summary>
internal static class NumberColumns
{
    public static Predicate Compare(FieldSchema field, Comparison comparison, Constant value, bool negated) =>
        field.DataType switch
        {
            DataType.Int8 => Integer<sbyte>(field.Name, comparison, value.Int64, negated),
            DataType.Int16 => Integer<short>(field.Name, comparison, value.Int64, negated),
            DataType.Int32 => Integer<int>(field.Name, comparison, value.Int64, negated),
            DataType.Int64 or DataType.Timestamptz => Integer<long>(field.Name, comparison, value.Int64, negated),
            DataType.Float => new NumberColumnPredicate<float>(field.Name, comparison, (float)value.Number, negated),
            _ => new NumberColumnPredicate<double>(field.Name, comparison, value.Number, negated),
        };

    public static Predicate In(FieldSchema field, IReadOnlyList<Constant> values, bool negated) => field.DataType switch
    {
        DataType.Int8 => Integers<sbyte>(field.Name, values, negated),
        DataType.Int16 => Integers<short>(field.Name, values, negated),
        DataType.Int32 => Integers<int>(field.Name, values, negated),
        DataType.Int64 => Integers<long>(field.Name, values, negated),
        DataType.Float =>
            new NumberInPredicate<float>(field.Name, values.Select(value => (float)value.Number), negated),
        _ => new NumberInPredicate<double>(field.Name, values.Select(value => value.Number), negated),
    };

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
}
