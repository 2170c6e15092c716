using System.Text;
using System.Text.Json;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Tests.Filter;

/// <summary>A value of the reference evaluator: null, missing (no Value), a scalar, or an array.</summary>
internal sealed record RowValue(object? Value, IReadOnlyList<RowValue>? Items, JsonElement? Json, bool IsNull)
{
    public static RowValue Null { get; } = new(null, null, null, true);

    public static RowValue Absent { get; } = new(null, null, null, false);

    public static RowValue Of(object value) => value is Array array
        ? new(null, [.. array.Cast<object>().Select(item => Of(item is int number ? (long)number : item))], null, false)
        : new(value, null, null, false);

    public static RowValue Of(Constant constant) => constant.Kind switch
    {
        ConstantKind.Bool => Of(constant.Bool),
        ConstantKind.Int64 => Of(constant.Int64),
        ConstantKind.Double => Of(constant.Double),
        ConstantKind.String => Of(constant.String),
        _ => new(null, [.. constant.Items.Select(Of)], null, false),
    };

    public static RowValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new(json.GetBoolean(), null, json, false),
        JsonValueKind.Number => new(json.TryGetInt64(out var integer) ? (object)integer : json.GetDouble(), null, json, false),
        JsonValueKind.String => new(json.GetString(), null, json, false),
        JsonValueKind.Array => new(null, [.. json.EnumerateArray().Select(Of)], json, false),
        _ => new(null, null, json, false),
    };

    public static double Number(object value) => value switch
    {
        long whole => whole,
        float single => single,
        double number => number,
        _ => throw new InvalidCastException($"a {value.GetType().Name} is no number"),
    };

    public static float Single(object value) => value is float single ? single : (float)Number(value);

    /// <summary>Compares two scalars; null if one is NaN, and not comparable if the types differ.</summary>
    public static int? Order(object left, object right, out bool comparable)
    {
        comparable = true;
        switch (left, right)
        {
            case (long first, long second):
                return first.CompareTo(second);
            case (string first, string second):
                return Encoding.UTF8.GetBytes(first).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(second));
            case (bool first, bool second):
                return first.CompareTo(second);
            case (long or float or double, long or float or double):
                var a = Number(left);
                var b = Number(right);
                return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
            default:
                comparable = false;
                return null;
        }
    }
}
