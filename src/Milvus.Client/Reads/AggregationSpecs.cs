namespace Milvus.Client.Reads;

/// <summary>
/// The levels of buckets of a search: Fields, Size, Metrics (name = @{ avg = field }), Order (@{ name = 'desc' }), TopHits (@{ Size;
/// Sort }) and SubAggregation, which is the next level.
/// </summary>
internal static class AggregationSpecs
{
    private static readonly string[] _operations = ["avg", "sum", "count", "min", "max"];

    /// <exception cref="MilvusException">The table is not an aggregation.</exception>
    internal static Protocol.SearchAggregationSpec Read(object? given)
    {
        var table = new SpecTable(given, "The aggregation");
        var spec = new Protocol.SearchAggregationSpec { Size = Size(table) };
        foreach (var field in table.ReadNames("Fields"))
        {
            spec.Fields.Add(field.Length > 0 && field.AsSpan().IndexOfAny('[', ']') < 0
                ? field
                : throw table.CreateError($"'{field}' is not a field for buckets: JSON paths are not supported"));
        }

        if (spec.Fields.Count == 0)
        {
            throw table.CreateError("it has no Fields for buckets");
        }

        foreach (var (name, metric) in table.ReadTable("Metrics"))
        {
            spec.Metrics[name] = Metric(name, metric, table);
        }

        foreach (var (key, direction) in Directions(table.ReadList("Order"), table))
        {
            spec.Order.Add(key is "_count" or "_key" || spec.Metrics.ContainsKey(key)
                ? new Protocol.OrderSpec { Key = key, Direction = direction }
                : throw table.CreateError($"it orders by '{key}', which is neither a metric nor _count or _key"));
        }

        if (table.Has("TopHits"))
        {
            var top = new SpecTable(table.Take("TopHits"), "TopHits of the aggregation");
            spec.TopHits = new Protocol.TopHitsSpec { Size = Size(top) };
            spec.TopHits.Sort.AddRange(
                Directions(top.ReadList("Sort"), top)
                    .Select(sort => new Protocol.SortSpec { FieldName = sort.Key, Direction = sort.Direction })
            );
            top.End();
        }

        if (table.Has("SubAggregation"))
        {
            spec.SubAggregation = Read(table.Take("SubAggregation"));
        }

        spec.SearchSize = table.ReadInteger("SearchSize") ?? 0;
        table.End();
        return spec;
    }

    private static long Size(SpecTable table) =>
        table.ReadInteger("Size") is > 0 and var size ? size : throw table.CreateError("its Size must be a number from 1 on");

    private static Protocol.MetricAggSpec Metric(string name, object? given, SpecTable table)
    {
        if (given is not IReadOnlyDictionary<string, object?> { Count: 1 } metric || metric.Values.Single() is not string field)
        {
            throw table.CreateError($"the metric '{name}' must be a table of one operation and its field, such as @{{ avg = 'price' }}");
        }

        var operation = metric.Keys.Single().ToLowerInvariant();
        return _operations.Contains(operation) && field.Length > 0 && (field != "*" || operation == "count")
            ? new Protocol.MetricAggSpec { Op = operation, FieldName = field }
            : throw table.CreateError($"the metric '{name}' is {operation} of '{field}': the operations are "
                + $"{string.Join(", ", _operations)}, and only count accepts *");
    }

    private static IEnumerable<(string Key, string Direction)> Directions(IReadOnlyList<object?> list, SpecTable table)
    {
        foreach (var item in list)
        {
            if (item is not IReadOnlyDictionary<string, object?> { Count: 1 } pair
                || $"{pair.Values.Single()}".ToLowerInvariant() is not ("asc" or "desc") and var direction)
            {
                throw table.CreateError("an order must be a table with one name and its direction, such as @{ _count = 'desc' }");
            }

            yield return (pair.Keys.Single(), $"{pair.Values.Single()}".ToLowerInvariant());
        }
    }
}
