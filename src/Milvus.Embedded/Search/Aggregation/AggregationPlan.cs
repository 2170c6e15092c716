using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>
/// The validated aggregation of a search. Hits are selected as in a grouped search, for each combination of the fields of all levels. The
/// buckets are created from the selected hits. Rules and error texts are those of Milvus 3.0, because Milvus 2.3.5 has no aggregation.
/// </summary>
internal sealed class AggregationPlan
{
    private const int MaxLevels = 4;
    private const long MaxEntries = 10_000;

    private static readonly string[] _groupingParameters = ["group_by_field", "group_by_fields"];

    private AggregationPlan(IReadOnlyList<AggregationLevel> levels)
    {
        Levels = levels;
        Fields = [.. levels.SelectMany(level => level.Fields)];
        GroupSize = levels.Max(level => level.TopHits?.Size ?? 1);
    }

    public IReadOnlyList<AggregationLevel> Levels { get; }

    /// <summary>The grouping fields of all levels.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    /// <summary>The number of combinations of values to search.</summary>
    public long Groups { get; private init; }

    /// <summary>The number of hits to select for each combination.</summary>
    public long GroupSize { get; }

    /// <summary>The aggregation of a request; null if it has none.</summary>
    public static AggregationPlan? Of(CollectionEntry collection, SearchRequest request)
    {
        if (request.SearchAggregation is not { } spec)
        {
            return null;
        }

        CheckBeside(request);
        var levels = new List<AggregationLevel>();
        var groups = 1L;
        for (var level = spec; level is not null; level = level.SubAggregation)
        {
            if (levels.Count == MaxLevels)
            {
                throw MilvusError.Parameter($"search_aggregation nesting exceeds max {MaxLevels} levels");
            }

            levels.Add(AggregationReader.Read(collection, level, [.. levels.SelectMany(earlier => earlier.Fields)]));
            groups = Times(groups, levels[^1].SearchSize);
        }

        return new AggregationPlan(levels) { Groups = groups };
    }

    /// <summary>Throws if the number of queries could produce more entries than Milvus allows.</summary>
    public void CheckEntries(int queries)
    {
        if (Times(Times(Groups, GroupSize), queries) > MaxEntries)
        {
            throw MilvusError.Parameter("number of search_aggregation result entries is too large");
        }
    }

    private static void CheckBeside(SearchRequest request)
    {
        if (request.Highlighter is not null)
        {
            throw MilvusError.Parameter("highlighter and search_aggregation cannot be used simultaneously");
        }

        var grouping = _groupingParameters.FirstOrDefault(key => !string.IsNullOrWhiteSpace(request.SearchParams.Find(key)));
        if (grouping is not null)
        {
            throw MilvusError.Parameter($"{grouping} and search_aggregation cannot be used simultaneously");
        }

        if (Iteration.Boolean(request.SearchParams.Find("iterator")) == true)
        {
            throw MilvusError.Parameter("search iterator is not supported with search_aggregation");
        }

        if (request.SearchParams.Find("offset") is { Length: > 0 } and not "0")
        {
            throw MilvusError.Parameter("offset is not supported with search_aggregation");
        }
    }

    /// <summary>Multiplies two sizes. A product that overflows is long.MaxValue, which every limit rejects.</summary>
    private static long Times(long left, long right) => left > long.MaxValue / Math.Max(1, right) ? long.MaxValue : left * right;
}
