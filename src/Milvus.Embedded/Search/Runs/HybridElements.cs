using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Search.Ranking;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>
/// Combines searches of vectors in structs in a hybrid search. If all searches are on elements of one array of structs, elements are
/// ranked. Otherwise rows are ranked, and the hits of a row's elements are first combined into one.
/// </summary>
internal sealed class HybridElements
{
    private readonly ElementCollapse?[] _collapses;

    private HybridElements(bool ranksElements, ElementCollapse?[] collapses)
    {
        RanksElements = ranksElements;
        _collapses = collapses;
    }

    /// <summary>Whether elements are ranked.</summary>
    public bool RanksElements { get; }

    public static HybridElements Of(CollectionEntry collection, IReadOnlyList<SearchPlan> plans, HitGroups? groupBy)
    {
        var structs = plans
            .Select(plan => ElementSearch.IsOfElements(plan) ? ElementSearch.StructOf(collection, plan.Field)?.Name : null)
            .Distinct()
            .ToArray();
        var ranksElements = structs is [not null];
        CheckGroups(plans, ranksElements, groupBy);
        var collapses = plans.Select(plan => CollapseOf(plan, ranksElements)).ToArray();
        return new HybridElements(ranksElements, collapses);
    }

    /// <summary>The hits of one search for a query, with the scores of its metric: elements, or each row once.</summary>
    public IReadOnlyList<RankedRow> Hits(SearchHits found, int search, int query, ColumnSet columns)
    {
        var metric = found.Plan.Reported;
        var hits = found.Found[query].Select(hit => new RankedRow(hit.Row, metric.ToScore(hit.Distance), hit.Element));
        return _collapses[search] is { } collapse
            ? collapse.Apply(hits, row => KeyColumn.Value(columns.PrimaryKey, row), !metric.IsSimilarity())
            : [.. hits];
    }

    private static ElementCollapse? CollapseOf(SearchPlan plan, bool ranksElements)
    {
        var given = ElementCollapse.Of(plan.ElementScope);
        if (!ElementSearch.IsOfElements(plan))
        {
            return given is null ? null
                : throw MilvusError.Parameter("element_scope is only supported for element-level search on struct array vector sub-fields");
        }

        given?.CheckMetric(plan.Metric);
        if (!ranksElements)
        {
            return given ?? ElementCollapse.Best;
        }

        return given is null
            ? null
            : throw MilvusError.Parameter("element_scope is not allowed for same-struct element-level hybrid search");
    }

    private static void CheckGroups(IEnumerable<SearchPlan> plans, bool ranksElements, HitGroups? groupBy)
    {
        if (groupBy is null)
        {
            return;
        }

        foreach (var plan in plans.Where(plan => plan.Field.DataType == DataType.ArrayOfVector))
        {
            var refused =
                ElementSearch.IsOfLists(plan) ? "group by search is not supported for vector array (embedding-list) fields in hybrid search"
                : ranksElements ? null
                : "group by search is only supported for same-struct element-level vector array fields in hybrid search";
            if (refused is not null)
            {
                throw MilvusError.Parameter($"{refused}, fieldName:{plan.Field.Name}", "", "");
            }
        }

        if (ranksElements && !groupBy.IsPrimaryKey)
        {
            throw MilvusError.Parameter(
                "only group by primary key is supported for same-struct element-level vector array fields in hybrid search",
                "",
                "");
        }
    }
}
