using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>One part of an order, such as <c>price:desc:nulls_last</c>.</summary>
/// <param name="Name">The text of the request.</param>
/// <param name="Field">The name of the column.</param>
/// <param name="Path">The path in JSON; null for the whole field.</param>
/// <param name="Descending">Whether the highest values come first.</param>
/// <param name="NullsFirst">Whether nulls come first.</param>
internal sealed record OrderPart(string Name, string Field, JsonPath? Path, bool Descending, bool NullsFirst)
{
    /// <summary>Parses the order of a search, which may contain paths in JSON.</summary>
    public static IReadOnlyList<OrderPart> OfSearch(CollectionEntry collection, string? text) =>
        [.. SplitOutside(text ?? "", ',').Where(part => part.Length > 0).Select(part => Of(collection, part, ofQuery: false))];

    /// <summary>Parses the order of a query, which contains only fields.</summary>
    public static IReadOnlyList<OrderPart> OfQuery(CollectionEntry collection, string? text) =>
        [.. SplitOutside(text ?? "", ',').Where(part => part.Length > 0).Select(part => Of(collection, part, ofQuery: true))];

    /// <summary>Compares two rows by this part.</summary>
    public int Compare(Column column, int left, int right)
    {
        var (leftNull, rightNull) = (IsNull(column, left), IsNull(column, right));
        if (leftNull || rightNull)
        {
            var nulls = leftNull.CompareTo(rightNull);
            return NullsFirst ? -nulls : nulls;
        }

        var order = Path is { } path ? JsonOrder.Compare((JsonColumn)column, path, left, right) : RowOrder.Compare(column, left, right);
        return Descending ? -order : order;
    }

    private bool IsNull(Column column, int row) => Path is { } path ? !JsonOrder.Has((JsonColumn)column, path, row) : column.IsNull(row);

    private static OrderPart Of(CollectionEntry collection, string text, bool ofQuery)
    {
        var options = SplitOutside(text, ':').ToArray();
        if (options.Length > 3)
        {
            throw MilvusError.Parameter($"too many order_by field options in '{text}'");
        }

        var name = options[0];
        if (!ofQuery && name.Length == 0)
        {
            throw MilvusError.Parameter("empty field name in order_by_fields");
        }

        var must = ofQuery ? "must be" : "expected";
        var direction = options.ElementAtOrDefault(1)?.ToLowerInvariant() ?? "";
        var descending = direction switch
        {
            "desc" or "descending" => true,
            "asc" or "ascending" or "" => false,
            _ => throw MilvusError.Parameter($"invalid order direction '{direction}' for field '{name}', {must} 'asc' or 'desc'"),
        };
        var nullsFirst = options.ElementAtOrDefault(2)?.ToLowerInvariant() switch
        {
            null => descending,
            "nulls_first" => true,
            "nulls_last" => false,
            var other => throw MilvusError.Parameter($"invalid null ordering '{other}', {must} 'nulls_first' or 'nulls_last'"),
        };
        var (field, path) = ResolveName(collection, name, ofQuery);
        return new OrderPart(name, field, path, descending, nullsFirst);
    }

    private static (string Field, JsonPath? Path) ResolveName(CollectionEntry collection, string name, bool ofQuery)
    {
        if (collection.FindField(name) is { } field)
        {
            return RowOrder.Orders(field.DataType) ? (name, null) : throw MilvusError.Parameter(ofQuery
                ? $"order_by field '{name}' has type {field.DataType.Text()} which is not sortable"
                : $"order_by field '{name}' has unsortable type {field.DataType.Text()}; supported types: bool, int8/16/32/64, "
                    + "float, double, string, varchar;"
                    + " for JSON fields use path syntax like field[\"key\"]");
        }

        if (!ofQuery && name.EndsWith(']') && name.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket
            && collection.FindField(name[..bracket]) is { DataType: not DataType.Json })
        {
            throw MilvusError.Parameter($"order_by field '{name}' has brackets but is not a JSON type");
        }

        return !ofQuery && JsonPaths.Find(collection, name) is { } path ? (path.Column, path.Path)
            : throw MilvusError.Parameter($"order_by field '{name}' does not exist in collection schema");
    }

    /// <summary>Splits a text at a separator. Within brackets the separator belongs to a key.</summary>
    private static IEnumerable<string> SplitOutside(string text, char separator)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
            if (text[at] == separator && depth == 0)
            {
                yield return text[start..at].Trim();
                start = at + 1;
            }
        }

        yield return text[start..].Trim();
    }
}
