using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>The order of rows by several parts, the first one first.</summary>
internal sealed class RowOrder
{
    private readonly IReadOnlyList<OrderPart> _parts;

    private RowOrder(IReadOnlyList<OrderPart> parts) => _parts = parts;

    /// <summary>Parses the order of a search, such as <c>price:desc,name</c>; null if there is none.</summary>
    public static RowOrder? OfSearch(CollectionEntry collection, string? text) => Of(OrderPart.OfSearch(collection, text));

    /// <summary>Parses the order of a query; null if there is none.</summary>
    public static RowOrder? OfQuery(CollectionEntry collection, string? text) => Of(OrderPart.OfQuery(collection, text));

    /// <summary>The names of the parts.</summary>
    public IEnumerable<string> Names => _parts.Select(part => part.Name);

    public int Compare(ColumnSet columns, int left, int right)
    {
        foreach (var part in _parts)
        {
            if (part.Compare(columns.Find(part.Field)!, left, right) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>
    /// Sorts hits; those with equal values stay nearest first. The hits of a group stay together, and the nearest one decides the position
    /// of the group.
    /// </summary>
    public IReadOnlyList<Hit> Sort(ColumnSet columns, IReadOnlyList<Hit> hits, HitGroups? groups)
    {
        var byRow = Comparer<int>.Create((left, right) => Compare(columns, left, right));
        if (groups is null)
        {
            return [.. hits.OrderBy(hit => hit.Row, byRow)];
        }

        var groupOf = groups.In(columns);
        return [.. hits.GroupBy(hit => groupOf(hit.Row)).OrderBy(group => group.First().Row, byRow).SelectMany(group => group)];
    }

    /// <summary>Whether values of the type have an order.</summary>
    public static bool Orders(DataType type) => type.Describe().IsSortable;

    /// <summary>Compares the values of two rows. Nulls come last.</summary>
    public static int Compare(Column column, int left, int right)
    {
        if (column.IsNull(left) || column.IsNull(right))
        {
            return column.IsNull(left).CompareTo(column.IsNull(right));
        }

        return column switch
        {
            ValueColumn<bool> values => values[left].CompareTo(values[right]),
            INumberColumn values => values.CompareRows(left, right),
            ValueColumn<string> values => Utf8Order.Compare(values[left], values[right]),
            _ => throw new ArgumentException($"{column.Type} has no order", nameof(column)),
        };
    }

    private static RowOrder? Of(IReadOnlyList<OrderPart> parts) => parts.Count == 0 ? null : new RowOrder(parts);
}
