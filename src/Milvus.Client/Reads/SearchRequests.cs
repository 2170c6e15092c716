using System.Text;
using Milvus.Client.Filters;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Reads;

/// <summary>A search for the wire.</summary>
internal static class SearchRequests
{
    private const string RadiusKey = "radius";
    private const string RangeFilterKey = "range_filter";

    /// <exception cref="MilvusException">A vector does not fit the field, or parameters contradict each other.</exception>
    internal static Protocol.SearchRequest Create(
        string collection,
        Collection schema,
        VectorQuery query,
        ReadConsistency consistency,
        bool serverKnowsTemplates)
    {
        var field = SearchedField.Find(schema, query);
        var filter = BoundFilter.Bind(query.Filter, query.FilterParameters, serverKnowsTemplates, schema);
        var request = new Protocol.SearchRequest
        {
            CollectionName = collection,
            Dsl = filter.Expression,
            DslType = Protocol.DslType.BoolExprV1,
            Nq = query.Count,
            GuaranteeTimestamp = consistency.Timestamp,
            ConsistencyLevel = consistency.Level,
            UseDefaultConsistency = consistency.UseDefault,
        };
        if (query.Ids is not null)
        {
            request.Ids = KeyFilter.ToIds(schema.PrimaryKey!, query.Ids);
        }
        else
        {
            request.PlaceholderGroup = Placeholders.Encode(field, query);
        }

        request.ExprTemplateValues.Add(filter.Values.ToDictionary());
        request.PartitionNames.AddRange(query.Partitions ?? []);
        request.OutputFields.AddRange(query.OutputFields ?? AllButVectors(schema));
        AddParameters(request, field, query);
        Rankers.Add(request, query);
        request.FunctionChains.AddRange(query.FunctionChains.Select(FunctionChains.Read));
        if (query.Highlighter is { } highlighter)
        {
            request.Highlighter = Rankers.Highlighter(highlighter);
        }

        if (query.Aggregation is not null)
        {
            request.SearchAggregation = AggregationSpecs.Read(query.Aggregation);
        }

        if (query.Namespace is not null)
        {
            request.Namespace = query.Namespace;
        }

        return request;
    }

    /// <summary>The parameters of the index, including the range.</summary>
    internal static Dictionary<string, object?> IndexParameters(VectorQuery query)
    {
        var parameters = new Dictionary<string, object?>(query.Parameters ?? new Dictionary<string, object?>(), StringComparer.Ordinal);
        Put(RadiusKey, query.Radius);
        Put(RangeFilterKey, query.RangeFilter);
        Put("page_retain_order", query.KeepPageOrder ? true : null);
        return parameters;

        void Put(string key, object? value)
        {
            if (value is not null && !parameters.TryAdd(key, value))
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    $"'{key}' is specified twice: in the index parameters, and by its own parameter.");
            }
        }
    }

    /// <summary>The bounds of the range of a search, the outer one first; null for a missing bound.</summary>
    internal static (double? Radius, double? RangeFilter) Range(VectorQuery query)
    {
        var parameters = IndexParameters(query);
        return (Number(RadiusKey), Number(RangeFilterKey));

        double? Number(string key)
        {
            if (!parameters.TryGetValue(key, out var value) || value is null)
            {
                return null;
            }

            return Numbers.TryDouble(value, out var number)
                ? number
                : throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{value}' is not a number, and {key} must be one.");
        }
    }

    private static void AddParameters(Protocol.SearchRequest request, Field field, VectorQuery query)
    {
        var parameters = request.SearchParams;
        parameters.Add(ParameterText.ToPair("anns_field", query.Field ?? field.Name));
        parameters.Add(ParameterText.ToPair("topk", query.Limit));
        parameters.Add(ParameterText.ToPair("params", Encoding.UTF8.GetString(JsonValues.ToUtf8(IndexParameters(query), query.Unwrap))));
        parameters.Add(ParameterText.ToPair("round_decimal", query.RoundDecimal ?? -1));
        Given("metric_type", query.MetricType);
        Given("offset", query.Offset == 0 ? null : query.Offset);
        Given("group_by_field", query.GroupBy is { Count: 1 } one ? one[0] : null);
        Given("group_by_fields", query.GroupBy is { Count: > 1 } many ? string.Join(',', many) : null);
        Given("group_size", query.GroupSize);

        // Milvus Lite treats any text as true.
        Given("strict_group_size", query.StrictGroupSize ? true : null);
        Given("json_path", query.JsonPath);
        Given("json_type", query.JsonType);
        Given("strict_cast", query.StrictCast ? true : null);
        Given("hints", query.Hint);
        Given("analyzer_name", query.AnalyzerName);
        parameters.Add(query);

        void Given(string key, object? value)
        {
            if (value is not null)
            {
                parameters.Add(ParameterText.ToPair(key, value));
            }
        }
    }

    internal static IEnumerable<string> AllButVectors(Collection schema) =>
        schema
            .Field.Where(field => !SearchedField.IsVector(field.Type))
            .Select(field => field.Name)
            .Concat(schema.EnableDynamicField ? [RowBatch.DynamicField] : []);
}
