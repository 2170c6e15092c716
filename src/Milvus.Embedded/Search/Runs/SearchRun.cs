using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Search.Aggregation;
using Milvus.Embedded.Search.Chains;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Text.Highlighting;
using Milvus.Embedded.Times;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Runs a search: for each query the best rows that match a filter, best first, each key once.</summary>
internal sealed class SearchRun(CollectionEntry collection, SearchRequest request, Store store, CancellationToken token)
{
    public SearchResults Answer()
    {
        var output = OutputFields.Of(collection, request.OutputFields, withKey: false);
        var chain = ChainPlan.OfSearch(collection, request);
        var scope = ReadScope.Open(collection, request.PartitionNames, store, "failed to search: ", token);
        var iterating = Iteration.OfSearch(collection, request.SearchParams);
        if (iterating)
        {
            scope = scope.At(request.GuaranteeTimestamp);
        }

        var (plan, found) = Find(scope);
        if (plan.Aggregation is { } aggregation)
        {
            return Aggregate(plan, aggregation, found, scope, output);
        }

        var ranked = Array.ConvertAll(
            found,
            hits =>
                (IReadOnlyList<RankedRow>)
                    [
                        .. hits.Select(hit => new RankedRow(
                            hit.Row,
                            SearchResponseWriter.RoundScore(plan.Reported.ToScore(hit.Distance), plan.RoundDecimal),
                            hit.Element)),
                    ]);
        for (var query = 0; chain is not null && query < found.Length; query++)
        {
            var frame = chain.Run(ChainFrame.Of(scope.Segment.Columns, found[query], ranked[query].Select(row => row.Score)));
            (found[query], ranked[query]) = (frame.Hits, frame.Rows());
        }

        var results = SearchResponseWriter.Write(collection, request.CollectionName, scope, output, plan.GroupBy, ranked);
        results.SessionTs = scope.SessionOf(iterating, request.GuaranteeTimestamp);
        SearchResponseWriter.WriteTimes(results, collection, request.SearchParams);
        if (Highlighting.Of(collection, plan.Field, request) is { } highlighting)
        {
            results.Results.HighlightResults.AddRange(
                highlighting.Write(scope.Segment.Columns, Array.ConvertAll(found, hits => hits.Select(hit => hit.Row).ToArray())));
        }

        if (plan.Iteration is { } iteration)
        {
            results.Results.SearchIteratorV2Results = IteratorPage.Describe(plan, iteration, found[0]);
        }

        return results;
    }

    private SearchResults Aggregate(
        SearchPlan plan,
        AggregationPlan aggregation,
        IReadOnlyList<Hit>[] found,
        ReadScope scope,
        OutputFields output)
    {
        var buckets = new AggregationBuckets(aggregation, scope.Segment.Columns, output, plan.RoundDecimal);
        var data = new SearchResultData { NumQueries = found.Length };
        data.Topks.AddRange(found.Select(_ => 0L));
        foreach (var hits in found)
        {
            var bucketed = buckets.Of(hits.Select(hit => new RankedRow(hit.Row, plan.Reported.ToScore(hit.Distance), hit.Element)));
            data.AggTopks.Add(bucketed.Count);
            data.AggBuckets.AddRange(bucketed);
        }

        return new SearchResults { Status = Statuses.Ok, CollectionName = request.CollectionName, Results = data };
    }

    /// <summary>Finds the hits in an open snapshot. The searches of a hybrid search share one.</summary>
    public SearchHits Find(ReadScope scope, bool inHybrid = false)
    {
        RefuseUnsupported(inHybrid);
        GrowingRows.Check(request.SearchParams);
        var filter = Compile();
        PartitionKeyIsolation.CheckFilter(collection, filter.Plan);
        var plan = SearchPlan.Of(collection, request, scope.Snapshot.Rows);
        ElementSearch.Check(collection, plan, filter, Iteration.OfSearch(collection, request.SearchParams), inHybrid);
        var queries = QueryVectorReader.Read(collection, plan.Field, request, scope);
        plan.Aggregation?.CheckEntries(queries.Count);
        var allowed = scope.FindMatching(filter, token);
        var searcher = new FieldSearcher(plan, scope, allowed, ElementSearch.FindMatching(filter, scope, allowed));
        var found = new IReadOnlyList<Hit>[queries.Count];
        if (plan.Iteration is { } iteration)
        {
            if (queries.Count > 1)
            {
                throw MilvusError.Unexpected("search iteration v2 does not support more than one vector");
            }

            found[0] = new IteratorPage(collection, plan, iteration, scope, allowed).Find(searcher, queries, token);
        }
        else if (queries.Count == 1)
        {
            found[0] = FindBest(searcher, plan, scope, queries, 0);
        }
        else
        {
            Parallel.For(0, queries.Count, new ParallelOptions { CancellationToken = token },
                query => found[query] = FindBest(searcher, plan, scope, queries, query));
        }

        return new SearchHits(plan, found);
    }

    /// <summary>The hits of one query for an aggregation. More hits are searched until further hits cannot change the selection.</summary>
    private List<Hit> FindGrouped(FieldSearcher searcher, AggregationPlan aggregation, ReadScope scope, Column queries, int query)
    {
        for (
            var ask = (int)Math.Min(aggregation.Groups * aggregation.GroupSize * 2, searcher.Most);
            ;
            ask = (int)Math.Min((long)ask * 4, searcher.Most))
        {
            var hits = searcher.Search(queries, query, ask, token);
            var (taken, isFull) = AggregationHits.Take(aggregation, scope.Segment.Columns, hits);
            if (isFull || hits.Length < ask || ask >= searcher.Most)
            {
                return taken;
            }
        }
    }

    /// <summary>The best hits of one query, without duplicates, grouped, and after the offset.</summary>
    private IReadOnlyList<Hit> FindBest(FieldSearcher searcher, SearchPlan plan, ReadScope scope, Column queries, int query)
    {
        if (queries.IsNull(query))
        {
            return [];
        }

        if (plan.Aggregation is { } aggregation)
        {
            return FindGrouped(searcher, aggregation, scope, queries, query);
        }

        var wanted = (int)(plan.Window.Offset + plan.Window.Limit!.Value);
        var selective = scope.Snapshot.HasDuplicates || plan.GroupBy is not null;
        // Removed hits are replaced by farther ones. More hits are searched until there are enough or no more.
        for (var ask = wanted; ; ask = (int)Math.Min((long)ask * 4, searcher.Most))
        {
            var hits = searcher.Search(queries, query, ask, token);
            IReadOnlyList<Hit> kept = selective ? new HitSelection(collection, plan, scope).Apply(hits, wanted) : hits;
            var complete = kept.Count >= (plan.GroupBy is null ? wanted : wanted * plan.GroupSize);
            if (complete || !selective || hits.Length < ask || ask >= searcher.Most)
            {
                var skip = (int)plan.Window.Offset;
                if (plan.Reranker is { RanksPage: false } boost)
                {
                    kept = boost.Apply(scope, plan.Metric, kept);
                }

                if (plan.Order is { } order)
                {
                    kept = order.Sort(scope.Segment.Columns, kept, plan.GroupBy);
                }

                var page = plan.GroupBy is { } group
                    ? SkipGroups(kept, group.In(scope.Segment.Columns), skip)
                    : kept.Skip(skip).ToList();
                return plan.Reranker is { RanksPage: true } ranker ? ranker.Apply(scope, plan.Metric, page) : page;
            }
        }
    }

    /// <summary>The hits without those of the first groups: with grouping, the offset counts groups.</summary>
    private static List<Hit> SkipGroups(IReadOnlyList<Hit> hits, Func<int, string> groupOf, int groups)
    {
        var skipped = hits.Select(hit => groupOf(hit.Row)).Distinct().Take(groups).ToHashSet(StringComparer.Ordinal);
        return hits.Where(hit => !skipped.Contains(groupOf(hit.Row))).ToList();
    }

    private CompiledFilter Compile() => FilterCompiler.CompileFor(
        "query", request.Dsl, collection.Schema, request.ExprTemplateValues, TimeZones.Of(collection, request.SearchParams), token);

    private void RefuseUnsupported(bool inHybrid)
    {
        if (inHybrid && request.SearchAggregation is not null)
        {
            throw MilvusError.Parameter("search aggregation is not supported for hybrid search");
        }

        if (request.SubReqs.Count > 0)
        {
            throw MilvusError.Parameter("searches within a search are not supported by this engine; ask for a hybrid search");
        }
    }
}
