using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Evaluation;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Search;

/// <summary>The order of values at a path in JSON: booleans, then numbers, then texts. Any other or missing value counts as null.</summary>
internal static class JsonOrder
{
    public static int Compare(JsonColumn column, JsonPath path, int left, int right)
    {
        var leftKind = Read(column, path, left, out var leftNumber, out var leftText);
        var rightKind = Read(column, path, right, out var rightNumber, out var rightText);
        return leftKind != rightKind ? leftKind.CompareTo(rightKind)
            : leftKind == Kind.Text ? Utf8Order.Compare(leftText!, rightText!) : leftNumber.CompareTo(rightNumber);
    }

    /// <summary>Whether the path has a value with an order.</summary>
    public static bool Has(JsonColumn column, JsonPath path, int row) => Read(column, path, row, out _, out _) != Kind.Absent;

    private static Kind Read(JsonColumn column, JsonPath path, int row, out double number, out string? text)
    {
        (number, text) = (0, null);
        if (column.IsNull(row) || !JsonFinder.TryFind(column[row], path, out var reader))
        {
            return Kind.Absent;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                number = 1;
                return Kind.Boolean;
            case JsonTokenType.False:
                return Kind.Boolean;
            case JsonTokenType.Number:
                number = reader.GetDouble();
                return Kind.Number;
            case JsonTokenType.String:
                text = reader.GetString();
                return Kind.Text;
            default:
                return Kind.Absent;
        }
    }

    private enum Kind
    {
        Boolean,
        Number,
        Text,
        Absent,
    }
}
