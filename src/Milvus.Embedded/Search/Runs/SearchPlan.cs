using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Index;
using Milvus.Embedded.Records;
using Milvus.Embedded.Search.Aggregation;
using Milvus.Embedded.Search.Ranking;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>The validated parameters of a search.</summary>
internal sealed class SearchPlan
{
    private SearchPlan(FieldSchema field, IndexEntry index, ResultWindow window)
    {
        Field = field;
        Index = index;
        Window = window;
        Metric = DistanceMetrics.Find(index.Metric) ?? throw MilvusError.Unexpected($"metric type {index.Metric} is not supported");
    }

    /// <summary>The vector field that is searched.</summary>
    public FieldSchema Field { get; }

    public IndexEntry Index { get; }

    public DistanceMetric Metric { get; }

    public ResultWindow Window { get; }

    /// <summary>The number of decimals of scores; -1 does not round.</summary>
    public int RoundDecimal { get; private init; }

    /// <summary>The range of distances of hits.</summary>
    public DistanceRange Range { get; private init; }

    /// <summary>Whether the search limits the distances of hits.</summary>
    public bool IsRange { get; private init; }

    /// <summary>The parameter of <see cref="ElementCollapse"/>, for a hybrid search.</summary>
    public JsonElement? ElementScope { get; private init; }

    /// <summary>The grouping of hits; null if there is none. At most <see cref="GroupSize"/> hits are of one group.</summary>
    public HitGroups? GroupBy { get; private init; }

    public int GroupSize { get; private init; } = 1;

    /// <summary>The aggregation of the hits; null if there is none.</summary>
    public AggregationPlan? Aggregation { get; private init; }

    /// <summary>Whether hits are grouped or aggregated.</summary>
    public bool IsGrouped => GroupBy is not null || Aggregation is not null;

    /// <summary>Whether each row is a group of its own.</summary>
    public bool IsGroupedByKey => Aggregation?.Fields.All(key => key.IsPrimaryKey) ?? GroupBy is { IsPrimaryKey: true };

    /// <summary>The page of an iterator; null for any other search.</summary>
    public SearchIteration? Iteration { get; private init; }

    /// <summary>The order of the hits; null for the order by distance.</summary>
    public RowOrder? Order { get; private init; }

    /// <summary>Changes the scores of the hits; null if nothing does.</summary>
    public IReranker? Reranker { get; private init; }

    /// <summary>The metric by which the reported scores are read.</summary>
    public DistanceMetric Reported => Reranker?.Metric ?? Metric;

    /// <summary>The parameters for the index.</summary>
    public SearchParameters Search { get; private init; } = SearchParameters.Default;

    /// <param name="collection">The collection that is searched.</param>
    /// <param name="request">The request.</param>
    /// <param name="rows">The number of rows. From a number of rows on, Milvus searches an index and validates its parameters.</param>
    public static SearchPlan Of(CollectionEntry collection, SearchRequest request, long rows)
    {
        var given = request.SearchParams;
        QueryVectorReader.CheckNumber(request);
        var aggregation = AggregationPlan.Of(collection, request);
        var window = ResultWindow.OfSearch(given);
        var field = FieldOf(collection, given.Find("anns_field") ?? "", request.SearchInputCase == SearchRequest.SearchInputOneofCase.Ids);
        var index = collection.IndexOf(field) ?? throw MilvusError.CreateNotLoaded("failed to search: ", collection.Name);
        var parameters = Parameters(given.Find("params"));
        var groupBy = HitGroups.Of(collection, given);
        if (groupBy is not null && parameters.ContainsKey("radius"))
        {
            throw MilvusError.Parameter("Not allowed to do range-search when doing search-group-by", "", "");
        }

        if (parameters.ContainsKey("range_filter") && !parameters.ContainsKey("radius"))
        {
            throw MilvusError.Parameter(
                "range_filter requires radius to be set; range_filter alone is not a valid range search parameter",
                "range_filter",
                "");
        }

        if (groupBy is not null && field.DataType == DataType.BinaryVector)
        {
            throw MilvusError.Parameter("not support search_group_by operation based on binary vector column");
        }

        var iteration = SearchIteration.Of(collection, given, groupBy is not null);
        var reranker = Rerankers.Of(collection, request.FunctionScore);
        var order = RowOrder.OfSearch(collection, given.Find("order_by_fields"));
        if (order is not null && SearchIteration.IsPage(collection, given))
        {
            throw MilvusError.Parameter("order_by is not supported when using search iterator", "", "");
        }

        if (iteration is not null && (reranker is not null || request.FunctionChains.Count > 0))
        {
            throw MilvusError.Parameter("function rerank is not supported with search iterator v2");
        }

        if (order is not null && groupBy is { HasMany: true })
        {
            throw MilvusError.Parameter("order_by_fields is not supported with multi-field group_by_fields");
        }

        if (order is not null && reranker is not null)
        {
            throw MilvusError.Parameter("order_by and function rerank cannot be used together: they specify conflicting sort criteria");
        }

        if (reranker is BoostReranker && groupBy is not null)
        {
            throw MilvusError.Parameter(
                "failed to create query plan: don't support use segment scorer with group_by or search_iterator: query plan failed");
        }

        // Milvus compares the metric in the index, after it has validated the request.
        var metric = given.Find("metric_type");
        if (!string.IsNullOrEmpty(metric) && !metric.Equals(index.Metric, StringComparison.OrdinalIgnoreCase))
        {
            throw MilvusError.Parameter("metric type not match", index.Metric, metric);
        }

        // Iterators, groups and ranges search in steps, whatever the number of hits.
        var isWalk = groupBy is not null || aggregation is not null || iteration is not null || parameters.ContainsKey("radius");
        IndexSearchChecks.Check(index.Type, field, parameters, isWalk ? 1 : (int)(window.Offset + window.Limit!.Value), rows);

        return new SearchPlan(field, index, window)
        {
            Range = RangeOf(
                DistanceMetrics.Find(index.Metric)!.Value,
                IndexSearchChecks.Decimal(parameters, "radius"),
                IndexSearchChecks.Decimal(parameters, "range_filter")),
            ElementScope = parameters.TryGetValue("element_scope", out var scope) ? scope : null,
            IsRange = parameters.ContainsKey("radius"),
            RoundDecimal = Round(given.Find("round_decimal")),
            GroupBy = groupBy,
            GroupSize = groupBy is null ? 1 : GroupSizeOf(given.Find("group_size")),
            Aggregation = aggregation,
            Iteration = iteration,
            Reranker = reranker,
            Order = order,
            Search = new SearchParameters
            {
                Ef = IndexSearchChecks.Candidates(index.Type, field, parameters),
                Refinement = IndexSearchChecks.Refinement(index, field, parameters, window.Offset + (window.Limit ?? 0)),
                DropRatio = IndexSearchChecks.DropRatio(index.Type, field, parameters),
            },
        };
    }

    private static DistanceRange RangeOf(DistanceMetric metric, float? radius, float? rangeFilter)
    {
        if (radius is { } far && rangeFilter is { } near && (metric.IsSimilarity() ? near <= far : near >= far))
        {
            throw MilvusError.Unexpected(metric.IsSimilarity()
                ? "range_filter must be more than radius for IP/COSINE"
                : "range_filter must be less than radius for L2/HAMMING/JACCARD");
        }

        return DistanceRange.Of(metric, radius, rangeFilter);
    }

    private static FieldSchema FieldOf(CollectionEntry collection, string name, bool byKeys)
    {
        var vectors = collection.VectorFields.ToArray();
        if (name.Length == 0)
        {
            return vectors.Length == 1
                ? vectors[0]
                : throw (
                    byKeys
                        ? MilvusError.Parameter(
                            "multiple vector fields exist, please specify anns_field in search_params",
                            "valid anns_field in search_params",
                            "missing")
                        : MilvusError.Parameter("multiple anns_fields exist, please specify a anns_field in search_params"));
        }

        var field = collection.FindField(name)
            ?? throw MilvusError.Parameter($"failed to create query plan: failed to get field schema by name: fieldName({name}) not found");
        return field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector ? field
            : throw MilvusError.Parameter($"failed to create query plan: field ({name}) to search is not of vector data type");
    }

    private static int GroupSizeOf(string? text)
    {
        const int Largest = 10;
        if (string.IsNullOrEmpty(text))
        {
            return 1;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
        {
            throw MilvusError.Parameter($"failed to parse input group size:{text}");
        }

        return size switch
        {
            <= 0 => throw MilvusError.Parameter($"input group size:{size} is negative, failed to do search_groupby"),
            > Largest => throw MilvusError.Parameter($"input group size:{size} exceeds configured max group size:{Largest}"),
            _ => (int)size,
        };
    }

    private static Dictionary<string, JsonElement> Parameters(string? text)
    {
        var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(text))
        {
            return parameters;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                parameters[property.Name] = property.Value.Clone();
            }

            return parameters;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw MilvusError.Unexpected($"the search parameters are not a JSON object: {exception.Message}");
        }
    }

    public static int Round(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return -1;
        }

        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var decimals) && decimals is >= -1 and <= 6
            ? decimals
            : throw MilvusError.Parameter($"round_decimal [{text}] is invalid, should be -1 or an integer in range [0, 6]");
    }
}
