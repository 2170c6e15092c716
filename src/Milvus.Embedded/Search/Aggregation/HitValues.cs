using Milvus.Embedded.Columns;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>Reads values of hits as long, double, string, bool or null.</summary>
internal static class HitValues
{
    /// <summary>The value of a field in the row of a hit; without a field, the score of the hit.</summary>
    public static object? Of(ColumnSet columns, FieldSchema? field, RankedRow hit)
    {
        if (field is null)
        {
            return (double)hit.Score;
        }

        var column = columns.Find(field.Name)!;
        return column.IsNull(hit.Row) ? null : column switch
        {
            ValueColumn<bool> values => values[hit.Row],
            ValueColumn<string> values => values[hit.Row],
            INumberColumn { IsInteger: false } values => values.ReadNumber(hit.Row),
            _ => Aggregate.Integer(column, hit.Row),
        };
    }

    /// <summary>Compares two values of one field. Null is less than any value.</summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => (left is null ? 0 : 1) - (right is null ? 0 : 1),
        (string first, string second) => Utf8Order.Compare(first, second),
        (long first, long second) => first.CompareTo(second),
        (bool first, bool second) => first.CompareTo(second),
        _ => Convert.ToDouble(left, System.Globalization.CultureInfo.InvariantCulture)
            .CompareTo(Convert.ToDouble(right, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
