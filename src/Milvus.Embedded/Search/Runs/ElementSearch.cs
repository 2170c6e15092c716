using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Validates searches of vectors in structs, and finds the vectors that may be hit.</summary>
internal static class ElementSearch
{
    /// <summary>Whether each vector of a list is searched by itself. Under the metrics MAX_SIM_… whole lists are compared.</summary>
    public static bool IsOfElements(SearchPlan plan) => plan.Field.DataType == DataType.ArrayOfVector && !IsOfLists(plan);

    /// <summary>Whether lists of vectors are compared with lists.</summary>
    public static bool IsOfLists(SearchPlan plan) =>
        plan.Field.DataType == DataType.ArrayOfVector && MetricTypes.Find(plan.Index.Metric) is { Single: not null };

    /// <summary>The elements of the allowed rows that match the element filter; null if there is no element filter.</summary>
    public static MatchingElements? FindMatching(CompiledFilter filter, ReadScope scope, RowBitmap allowed)
    {
        if (filter.Elements is null)
        {
            return null;
        }

        var rows = new int[allowed.CountSet()];
        var place = 0;
        for (var row = allowed.Next(0); row >= 0; row = allowed.Next(row + 1))
        {
            rows[place++] = row;
        }

        return filter.Elements.Evaluate(scope.Segment.Columns, rows);
    }

    public static void Check(CollectionEntry collection, SearchPlan plan, CompiledFilter filter, bool iterates, bool inHybrid)
    {
        if (filter.ElementStruct is { } name && !(IsOfElements(plan) && StructOf(collection, plan.Field)?.Name == name))
        {
            throw MilvusError.Parameter(
                "element_filter is only supported for element-level search on vector sub-fields of the same struct array; "
                    + "use MATCH_ANY/MATCH_* for row-level vector search");
        }

        if (inHybrid)
        {
            CheckHybrid(plan, iterates);
        }
        else if (IsOfLists(plan))
        {
            CheckLists(plan, iterates);
        }
        else if (IsOfElements(plan))
        {
            if (iterates && plan.Iteration is null)
            {
                throw MilvusError.Parameter(
                    "legacy search iterator is not supported for element-level search; use search iterator v2",
                    "",
                    "");
            }

            if (plan is { IsGrouped: true, IsGroupedByKey: false })
            {
                throw MilvusError.Parameter("only group by primary key is supported for element-level search", "", "");
            }
        }
    }

    public static StructArrayFieldSchema? StructOf(CollectionEntry collection, FieldSchema field) =>
        collection.Schema.StructArrayFields.FirstOrDefault(candidate => candidate.Fields.Any(inner => inner.FieldID == field.FieldID));

    private static void CheckHybrid(SearchPlan plan, bool iterates)
    {
        if (plan.Field.DataType != DataType.ArrayOfVector)
        {
            return;
        }

        if (IsOfLists(plan) && plan.IsRange)
        {
            throw MilvusError.Parameter(
                $"range search is not supported for vector array (embedding-list) fields in hybrid search, fieldName:{plan.Field.Name}",
                "",
                "");
        }

        if (iterates)
        {
            var kind = IsOfLists(plan) ? "embedding-list" : "element-level";
            throw MilvusError.Parameter(
                $"search iterator is not supported for vector array ({kind}) fields in hybrid search, fieldName:{plan.Field.Name}",
                "",
                "");
        }
    }

    private static void CheckLists(SearchPlan plan, bool iterates)
    {
        var refused = (plan.IsRange, iterates, plan.IsGrouped) switch
        {
            (true, _, _) => "range search",
            (_, true, _) => "search iterator",
            (_, _, true) => "group by",
            _ => null,
        };
        if (refused is not null)
        {
            throw MilvusError.Parameter($"{refused} is not supported for multi-search-multi on embedding list fields", "", "");
        }
    }
}
