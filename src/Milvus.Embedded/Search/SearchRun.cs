using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Text.Highlighting;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>Answers a search: for each query the best rows that match a filter, the best first, each key once.</summary>
internal sealed class SearchRun(CollectionEntry collection, SearchRequest request, Store store, CancellationToken token)
{
    public SearchResults Answer()
    {
        RefuseUnsupported();
        var output = OutputFields.Of(collection, request.OutputFields, withKey: false);
        var filter = Compile();
        var scope = ReadScope.Open(collection, request.PartitionNames, store, "failed to search: ", token);
        var plan = SearchPlan.Of(collection, request);
        var queries = QueryVectors.Read(collection, plan.Field, request, scope);
        var highlighting = Highlighting.Of(collection, plan.Field, request);
        var allowed = scope.Matching(filter, token);
        var searcher = new FieldSearcher(plan, scope, allowed);
        var found = new IReadOnlyList<Hit>[queries.Count];
        if (queries.Count == 1)
        {
            found[0] = Best(searcher, plan, scope, queries, 0);
        }
        else
        {
            Parallel.For(0, queries.Count, new ParallelOptions { CancellationToken = token },
                query => found[query] = Best(searcher, plan, scope, queries, query));
        }
        var results = Write(plan, scope, output, found);
        if (highlighting is not null)
        {
            results.Results.HighlightResults.AddRange(
                highlighting.Write(scope.Segment.Columns, Array.ConvertAll(found, hits => hits.Select(hit => hit.Row).ToArray())));
        }
        return results;
    }

    /// <summary>The best hits of one query, after duplicates, groups and the offset are taken out.</summary>
    private IReadOnlyList<Hit> Best(FieldSearcher searcher, SearchPlan plan, ReadScope scope, Column queries, int query)
    {
        var wanted = (int)(plan.Window.Offset + plan.Window.Limit!.Value);
        var selective = scope.Snapshot.HasDuplicates || plan.GroupBy is not null;
        // What is taken out makes room for worse hits, so more are asked for until there are enough, or no more.
        for (var ask = wanted; ; ask = (int)Math.Min((long)ask * 4, scope.Snapshot.Rows))
        {
            var hits = searcher.Search(queries, query, ask, token);
            IReadOnlyList<Hit> kept = selective ? new HitSelection(collection, plan, scope).Apply(hits, wanted) : hits;
            var complete = kept.Count >= (plan.GroupBy is null ? wanted : wanted * plan.GroupSize);
            if (complete || !selective || hits.Length < ask || ask >= scope.Snapshot.Rows)
            {
                var skip = (int)plan.Window.Offset;
                return kept.Skip(skip).Take(plan.GroupBy is null ? wanted - skip : (wanted - skip) * plan.GroupSize).ToList();
            }
        }
    }

    private SearchResults Write(SearchPlan plan, ReadScope scope, OutputFields output, IReadOnlyList<Hit>[] found)
    {
        var hits = found.SelectMany(list => list).ToArray();
        var rows = Array.ConvertAll(hits, hit => hit.Row);
        var columns = scope.Segment.Columns;
        var data = new SearchResultData
        {
            NumQueries = found.Length,
            TopK = found.Max(list => list.Count),
            PrimaryFieldName = collection.PrimaryKey.Name,
            Ids = FieldDataWriter.Keys(columns.PrimaryKey, rows),
        };
        data.Topks.AddRange(found.Select(list => (long)list.Count));
        data.Scores.AddRange(hits.Select(hit => Rounded(plan.Metric.ScoreOf(hit.Distance), plan.RoundDecimal)));
        data.FieldsData.AddRange(output.Write(columns, rows));
        data.OutputFields.AddRange(output.Names);
        if (plan.GroupBy is { } group)
        {
            data.GroupByFieldValue = FieldDataWriter.Write(group, columns.Find(group.Name)!, rows);
        }
        return new SearchResults
        {
            Status = Statuses.Ok,
            CollectionName = request.CollectionName,
            SessionTs = (ulong)scope.Snapshot.Timestamp,
            Results = data,
        };
    }

    private CompiledFilter Compile()
    {
        try
        {
            return FilterCompiler.Compile(request.Dsl, collection.Schema, request.ExprTemplateValues);
        }
        catch (FilterException exception)
        {
            throw new MilvusError(exception.Code, "failed to create query plan: " + exception.Message);
        }
    }

    private void RefuseUnsupported()
    {
        if (request.FunctionScore is not null || request.FunctionChains.Count > 0
            || request.SearchAggregation is not null || request.SubReqs.Count > 0)
        {
            throw MilvusError.Parameter("rerankers and aggregations are not supported by this engine");
        }
    }

    private static float Rounded(float score, int decimals) =>
        decimals < 0 ? score : (float)Math.Round(score, decimals, MidpointRounding.AwayFromZero);
}
