using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Service;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Fields that rows are sorted by, the first one counts most. A null comes after all values, and before them if descending.</summary>
internal sealed class RowOrder
{
    private readonly (string Field, bool Descending)[] _parts;

    private RowOrder((string Field, bool Descending)[] parts) => _parts = parts;

    /// <summary>The order of a text like <c>price:desc,name</c>, or null if there is none.</summary>
    public static RowOrder? Of(CollectionEntry collection, string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : new RowOrder(Array.ConvertAll(text.Split(','), part => Part(collection, part.Trim())));

    public int Compare(ColumnSet columns, int left, int right)
    {
        foreach (var (field, descending) in _parts)
        {
            var order = Compare(columns.Find(field)!, left, right);
            if (order != 0)
            {
                return descending ? -order : order;
            }
        }
        return 0;
    }

    /// <summary>Sorts the hits of each query; hits that the fields do not tell apart stay nearest first.</summary>
    public void Sort(ColumnSet columns, IReadOnlyList<Hit>[] found)
    {
        for (var query = 0; query < found.Length; query++)
        {
            found[query] = [.. found[query].OrderBy(hit => hit.Row, Comparer<int>.Create((left, right) => Compare(columns, left, right)))];
        }
    }

    /// <summary>Whether values of the type have an order to sort by.</summary>
    public static bool Orders(DataType type) => type.IsInteger() || type is DataType.Bool or DataType.Float or DataType.Double or DataType.VarChar;

    /// <summary>Compares a field of two rows.</summary>
    public static int Compare(Column column, int left, int right)
    {
        if (column.IsNull(left) || column.IsNull(right))
        {
            return column.IsNull(left).CompareTo(column.IsNull(right));
        }
        return column switch
        {
            ValueColumn<bool> values => values[left].CompareTo(values[right]),
            ValueColumn<sbyte> values => values[left].CompareTo(values[right]),
            ValueColumn<short> values => values[left].CompareTo(values[right]),
            ValueColumn<int> values => values[left].CompareTo(values[right]),
            ValueColumn<long> values => values[left].CompareTo(values[right]),
            ValueColumn<float> values => values[left].CompareTo(values[right]),
            ValueColumn<double> values => values[left].CompareTo(values[right]),
            ValueColumn<string> values => string.CompareOrdinal(values[left], values[right]),
            _ => throw new ArgumentException($"{column.Type} has no order", nameof(column)),
        };
    }

    private static (string Field, bool Descending) Part(CollectionEntry collection, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim();
        var direction = colon < 0 ? "asc" : text[(colon + 1)..].Trim().ToLowerInvariant();
        if (direction is not ("asc" or "desc"))
        {
            throw MilvusError.Parameter($"order of field {name}", "asc or desc", direction);
        }
        var field = collection.FindField(name) ?? throw MilvusError.Parameter($"field {name} to order by does not exist");
        return Orders(field.DataType)
            ? (name, direction == "desc")
            : throw MilvusError.Parameter($"field {name} of type {field.DataType.Text()} cannot be ordered by");
    }
}
