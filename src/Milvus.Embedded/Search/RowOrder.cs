using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Service;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Fields that rows are sorted by, the first one counts most. A null comes after all values, and before them if descending.</summary>
internal sealed class RowOrder
{
    private readonly Part[] _parts;

    private RowOrder(Part[] parts) => _parts = parts;

    /// <summary>The order of a text like <c>price:desc,name</c>, or null if there is none.</summary>
    public static RowOrder? Of(CollectionEntry collection, string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : new RowOrder([.. SplitAtCommas(text).Select(part => PartOf(collection, part.Trim()))]);

    public int Compare(ColumnSet columns, int left, int right)
    {
        foreach (var part in _parts)
        {
            var column = columns.Find(part.Field)!;
            var order = part.Path is { } path ? JsonOrder.Compare((JsonColumn)column, path, left, right) : Compare(column, left, right);
            if (order != 0)
            {
                return part.Descending ? -order : order;
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
    public static bool Orders(DataType type) => type.IsInteger() || type is DataType.Timestamptz or DataType.Bool or DataType.Float or DataType.Double or DataType.VarChar;

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

    private static Part PartOf(CollectionEntry collection, string text)
    {
        // A colon within brackets belongs to a key.
        var colon = text.LastIndexOf(':') is var last && last > text.LastIndexOf(']') ? last : -1;
        var name = (colon < 0 ? text : text[..colon]).Trim();
        var direction = colon < 0 ? "asc" : text[(colon + 1)..].Trim().ToLowerInvariant();
        if (direction is not ("asc" or "desc"))
        {
            throw MilvusError.Parameter($"order of field {name}", "asc or desc", direction);
        }
        if (collection.FindField(name) is { } field)
        {
            return Orders(field.DataType)
                ? new Part(name, null, direction == "desc")
                : throw MilvusError.Parameter($"field {name} of type {field.DataType.Text()} cannot be ordered by");
        }
        var path = PathOf(collection, name) ?? throw MilvusError.Parameter($"field {name} to order by does not exist");
        return new Part(path.Column, path.Path, direction == "desc");
    }

    /// <summary>A path into a JSON field, or a key of the dynamic field; null where there is neither.</summary>
    private static JsonOperand? PathOf(CollectionEntry collection, string text)
    {
        try
        {
            // As a filter has it: what may follow `exists` is just such a path.
            return FilterCompiler.Bind($"exists {text}", collection.Schema, new Dictionary<string, TemplateValue>()) is ExistsPlan exists ? exists.Operand : null;
        }
        catch (FilterException)
        {
            return null;
        }
    }

    /// <summary>The parts of a list; a comma within brackets belongs to a key.</summary>
    private static IEnumerable<string> SplitAtCommas(string text)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
            if (text[at] == ',' && depth == 0)
            {
                yield return text[start..at];
                start = at + 1;
            }
        }
        yield return text[start..];
    }

    /// <param name="Field">The column.</param>
    /// <param name="Path">The way to a value in JSON; null for the whole field.</param>
    /// <param name="Descending">Whether large values come first.</param>
    private sealed record Part(string Field, JsonPath? Path, bool Descending);
}
