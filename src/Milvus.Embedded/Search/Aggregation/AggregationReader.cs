using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>Reads and validates one level of a search aggregation.</summary>
internal static class AggregationReader
{
    private const string Score = "_score";

    /// <param name="collection">The collection that is searched.</param>
    /// <param name="spec">The level.</param>
    /// <param name="earlier">The grouping fields of the levels above.</param>
    public static AggregationLevel Read(CollectionEntry collection, SearchAggregationSpec spec, IReadOnlyList<FieldSchema> earlier)
    {
        if (spec.Fields.Count == 0)
        {
            throw MilvusError.Parameter("group_by level has no fields");
        }

        var size = SizeOf(spec.Size, "search_aggregation size");
        var searchSize = spec.SearchSize == 0 ? size : SizeOf(spec.SearchSize, "search_aggregation search_size");
        if (searchSize < size)
        {
            throw MilvusError.Parameter("search_aggregation search_size must be greater than or equal to size");
        }

        var fields = new List<FieldSchema>();
        foreach (var name in spec.Fields)
        {
            var field = GroupField(collection, name);
            if (fields.Contains(field))
            {
                throw MilvusError.Parameter($"duplicated group_by field \"{name}\" in one level");
            }

            if (earlier.Contains(field))
            {
                throw MilvusError.Parameter($"duplicated group_by field \"{name}\" across levels");
            }

            fields.Add(field);
        }

        var metrics = spec
            .Metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Metric(collection, pair.Key, pair.Value))
            .ToList();
        return new AggregationLevel(
            fields,
            size,
            searchSize,
            metrics,
            HitsOf(collection, spec.TopHits),
            [.. spec.Order.Select(order => OrderOf(order, metrics))]);
    }

    private static FieldSchema GroupField(CollectionEntry collection, string name)
    {
        var field = Field(collection, name, "group_by field");
        if (field.DataType is DataType.Float or DataType.Double)
        {
            throw MilvusError.Parameter($"group_by field \"{name}\": FLOAT / DOUBLE fields are not supported with search_aggregation "
                + "(BucketKeyEntry has no float variant; equality on floats is fragile)");
        }

        return GroupKey.FieldOf(collection, field.Name)!;
    }

    private static AggregationMetric Metric(CollectionEntry collection, string alias, MetricAggSpec spec)
    {
        if (string.IsNullOrWhiteSpace(alias))
        {
            throw new MilvusError(MilvusError.ParameterMissingCode, "metric alias cannot be empty: missing parameter");
        }

        var operation = spec.Op.Trim().ToLowerInvariant();
        if (operation is not ("avg" or "sum" or "count" or "min" or "max"))
        {
            throw MilvusError.Parameter($"invalid metric \"{alias}\": unsupported metric op \"{spec.Op}\"");
        }

        var name = spec.FieldName.Trim();
        switch (name)
        {
            case "":
                throw MilvusError.Parameter($"invalid metric \"{alias}\": metric field_name is empty");
            case Score:
                return new AggregationMetric(alias, operation, null, CountsAll: false);
            case "*":
                return operation == "count"
                    ? new AggregationMetric(alias, operation, null, CountsAll: true)
                    : throw MilvusError.Parameter($"invalid metric \"{alias}\": field_name '*' only supports count op");
        }

        var field = Field(collection, name, $"invalid metric \"{alias}\": metric field");
        var fits = operation switch
        {
            "count" => RowOrder.Orders(field.DataType),
            "min" or "max" => RowOrder.Orders(field.DataType) && field.DataType != DataType.Bool,
            _ => field.DataType.IsNumber(),
        };
        return fits
            ? new AggregationMetric(alias, operation, field, CountsAll: false)
            : throw MilvusError.Parameter(
                $"invalid metric \"{alias}\": aggregation operator {operation} does not support data type {field.DataType.Text()}");
    }

    private static TopHits? HitsOf(CollectionEntry collection, TopHitsSpec? spec)
    {
        if (spec is null)
        {
            return null;
        }

        var size = SizeOf(spec.Size, "top_hits size");
        return new TopHits(size, [.. spec.Sort.Select(sort =>
        {
            var name = sort.FieldName.Trim();
            if (name.Length == 0)
            {
                throw MilvusError.Parameter("top_hits.sort field_name is empty");
            }

            var descending = Descending(sort.Direction, $"invalid top_hits.sort direction for \"{name}\"");
            if (name.Contains('[', StringComparison.Ordinal) && name.Contains(']', StringComparison.Ordinal))
            {
                throw MilvusError.Parameter($"top_hits.sort JSON path is not yet supported: \"{name}\"");
            }

            return new HitOrder(name == Score ? null : Sortable(collection, name), descending, sort.NullFirst);
        })]);
    }

    private static FieldSchema Sortable(CollectionEntry collection, string name)
    {
        var field = Field(collection, name, "top_hits.sort field");
        return RowOrder.Orders(field.DataType)
            ? field
            : throw MilvusError.Parameter($"top_hits.sort field \"{name}\" has data type {field.DataType.Text()}, which has no order");
    }

    private static BucketOrder OrderOf(OrderSpec order, List<AggregationMetric> metrics)
    {
        var key = order.Key.Trim();
        if (key.Length == 0)
        {
            throw MilvusError.Parameter("order key is empty");
        }

        if (key is not ("_count" or "_key") && !metrics.Exists(metric => metric.Alias == key))
        {
            throw MilvusError.Parameter($"order key \"{key}\" is neither reserved key nor metric alias");
        }

        return new BucketOrder(key, Descending(order.Direction, $"invalid order direction for key \"{key}\""));
    }

    private static FieldSchema Field(CollectionEntry collection, string name, string usage)
    {
        var field = collection.FindField(name.Trim());
        var isKey = field is null && collection.Schema.EnableDynamicField;
        if (isKey || field is { DataType: DataType.Json } or { IsDynamic: true } || IsPath(collection, name))
        {
            throw MilvusError.Parameter($"{usage} \"{name}\": JSON / dynamic fields are not yet supported with search_aggregation");
        }

        return field ?? throw MilvusError.Parameter($"invalid {usage} \"{name}\": field \"{name}\" not found in schema");
    }

    private static bool IsPath(CollectionEntry collection, string name) =>
        name.Split('[') is [var field, _, ..] && collection.FindField(field) is { DataType: DataType.Json };

    private static long SizeOf(long size, string name) =>
        size < 0 ? throw MilvusError.Parameter($"{name} must be non-negative") : Math.Max(1, size);

    private static bool Descending(string direction, string failure) => direction.Trim().ToLowerInvariant() switch
    {
        "" or "desc" => true,
        "asc" => false,
        _ => throw MilvusError.Parameter($"{failure}: direction must be asc or desc"),
    };
}
