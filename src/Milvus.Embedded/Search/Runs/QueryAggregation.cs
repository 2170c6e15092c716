using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>A query with one result row for each group of rows: the grouping fields, and aggregates over the group.</summary>
internal sealed class QueryAggregation
{
    private readonly IReadOnlyList<FieldSchema> _groupBy;
    private readonly IReadOnlyList<object> _output;

    private QueryAggregation(IReadOnlyList<FieldSchema> groupBy, IReadOnlyList<object> output)
    {
        _groupBy = groupBy;
        _output = output;
    }

    /// <summary>The aggregation of a request; null if it has neither groups nor aggregates.</summary>
    public static QueryAggregation? Of(CollectionEntry collection, QueryRequest request)
    {
        var names = (request.QueryParams.Find("group_by_fields") ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var groupBy = Array.ConvertAll(names, name => GroupKey.FieldOf(collection, name)!);
        var output = request.OutputFields.Select(name => (object?)Aggregate.Of(collection, name)
            ?? groupBy.FirstOrDefault(field => field.Name == name.Trim()) ?? (object)name).ToArray();
        if (groupBy.Length == 0 && !output.OfType<Aggregate>().Any())
        {
            return null;
        }

        if (output.OfType<string>().FirstOrDefault() is { } stray)
        {
            throw MilvusError.Parameter($"output field {stray} is neither grouped by nor an aggregate");
        }

        return new QueryAggregation(groupBy, output);
    }

    /// <summary>Throws if rows are ordered by a field that is not a grouping field: it has no single value in a group.</summary>
    public void CheckOrder(RowOrder? order)
    {
        if (order?.Names.FirstOrDefault(name => _groupBy.All(field => field.Name != name)) is { } stray)
        {
            throw MilvusError.Parameter(
                $"ORDER BY field '{stray}' is not valid: when using GROUP BY or aggregates, ORDER BY can only reference GROUP BY columns. "
                + $"Valid targets are: [{string.Join(' ', _groupBy.Select(field => field.Name))}]");
        }
    }

    /// <summary>One result row for each group. Without an order, groups are in the order of their first rows.</summary>
    public IEnumerable<FieldData> Answer(ColumnSet columns, IEnumerable<int> rows, RowOrder? order, ResultWindow window)
    {
        var groups = Groups(columns, rows);
        if (order is not null)
        {
            groups = [.. groups.OrderBy(group => group[0], Comparer<int>.Create((left, right) => order.Compare(columns, left, right)))];
        }

        groups = [.. window.Of(groups)];
        return _output.Select(output => output is FieldSchema field
            ? ResponseFieldWriter.Write(field, columns.Find(field.Name)!, [.. groups.Select(group => group[0])])
            : ((Aggregate)output).Write(columns, groups));
    }

    private List<List<int>> Groups(ColumnSet columns, IEnumerable<int> rows)
    {
        if (_groupBy.Count == 0)
        {
            return [[.. rows]];
        }

        var keys = _groupBy.Select(field => columns.Find(field.Name)!).ToArray();
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var order = new List<List<int>>();
        foreach (var row in rows)
        {
            // Each value has its length as a prefix, so that two values never read like one.
            var key = string.Concat(keys.Select(column => GroupKey.ValueOf(column, row)).Select(value => $"{value.Length}:{value}"));
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
                order.Add(group);
            }

            group.Add(row);
        }

        return order;
    }
}
