using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Aggregation;

/// <summary>
/// What a search aggregation asks for, checked. Hits are taken as a grouped search takes them, so many of each combination of all levels'
/// fields; buckets are made of what was taken. Rules and texts follow Milvus 3.0, because 2.3.5 has none.
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

    /// <summary>What hits are grouped by, of all levels.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    /// <summary>How many combinations of values are searched for.</summary>
    public long Groups { get; private init; }

    /// <summary>How many hits of each are kept.</summary>
    public long GroupSize { get; }

    /// <summary>Null where the search asks for none.</summary>
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

    /// <summary>Throws where so many queries could find more than servers keep.</summary>
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

    /// <summary>Sizes that no search can have are all the same.</summary>
    private static long Times(long left, long right) => left > long.MaxValue / Math.Max(1, right) ? long.MaxValue : left * right;
}
