using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Search.Chains;
using Milvus.Embedded.Search.Ranking;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Runs a hybrid search: several searches of the same rows, whose hits are ranked together.</summary>
internal sealed class HybridRun(CollectionEntry collection, HybridSearchRequest request, Store store, CancellationToken token)
{
    private const int MaxSearches = 1024;

    // Boosts change the scores within each search. The other functions rank the searches together.
    private readonly FunctionScore? _boosts = Rerankers.SelectBoosts(request.FunctionScore, true);
    private readonly FunctionScore? _ranking = Rerankers.SelectBoosts(request.FunctionScore, false);

    public SearchResults Answer()
    {
        var window = ResultWindow.OfRanking(request.RankParams);
        Check();
        var chain = ChainPlan.OfHybrid(collection, request);
        var scorer = chain is null ? Rerankers.DecayOf(collection, _ranking) ?? HitScorers.Of(request, _ranking) : null;
        var output = OutputFields.Of(collection, request.OutputFields, withKey: false);
        var decimals = SearchPlan.Round(request.RankParams.Find("round_decimal"));
        var scope = ReadScope.Open(collection, request.PartitionNames, store, "failed to search: ", token);
        var searches = request
            .Requests.Select(search => new SearchRun(collection, Inner(search, window), store, token).Find(scope, inHybrid: true))
            .ToArray();
        if (searches.Select(search => search.Found.Length).Distinct().Count() > 1)
        {
            throw MilvusError.Parameter("nq of all sub-searches of a hybrid search must be the same");
        }

        var group = RankGroups.Of(collection, request.RankParams);
        var elements = HybridElements.Of(collection, Array.ConvertAll(searches, search => search.Plan), group?.Groups);
        var found = new IReadOnlyList<RankedRow>[searches[0].Found.Length];
        var metrics = Array.ConvertAll(searches, search => search.Plan.Reported);
        scorer = scorer?.For(metrics);
        for (var query = 0; query < found.Length; query++)
        {
            if (chain is not null)
            {
                var rows = chain
                    .Run(
                        scope.Segment.Columns,
                        [.. searches.Select((search, number) => Frame(elements.Hits(search, number, query, scope.Segment.Columns), scope))],
                        metrics)
                    .Rows();
                found[query] = chain.Limits ? rows : [.. window.Of(rows)];
                continue;
            }

            var ranked = Rank(searches, elements, query, scorer!, scope);
            var kept = group is null
                ? ranked.Skip((int)window.Offset).Take((int)window.Limit!.Value)
                : group.Take(ranked, scope.Segment.Columns, window, scorer!.LessIsNearer);
            found[query] = [.. kept.Select(row => row with { Score = SearchResponseWriter.RoundScore(row.Score, decimals) })];
        }

        var results = SearchResponseWriter.Write(collection, request.CollectionName, scope, output, group?.Groups, found);
        // Clients send the parameters for timestamps with each search.
        SearchResponseWriter.WriteTimes(results, collection, [.. request.RankParams, .. request.Requests[0].SearchParams]);
        return results;
    }

    private void Check()
    {
        if (request.Requests.Count == 0)
        {
            throw QueryVectorReader.CreateWrongNumber(0);
        }

        if (request.Requests.Count > MaxSearches)
        {
            throw MilvusError.Parameter($"maximum of ann search requests is {MaxSearches}");
        }
    }

    // Offset and grouping apply to the whole, although clients copy them into each search. A search finds as many groups as the whole needs
    // and skips none. With a function chain the searches group, and the merged hits are not grouped.
    private SearchRequest Inner(SearchRequest search, ResultWindow window)
    {
        var inner = search.Clone();
        Remove(inner, "offset");
        if (!long.TryParse(inner.SearchParams.Find("topk"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            // A search without a limit finds offset + limit of the whole.
            Remove(inner, "topk");
            inner.SearchParams.Add(
                new KeyValuePair { Key = "topk", Value = (window.Offset + window.Limit!.Value).ToString(CultureInfo.InvariantCulture) });
        }

        if (request.FunctionChains.Count == 0)
        {
            Remove(inner, HitGroups.Parameters);
            inner.SearchParams.AddRange(request.RankParams.Where(pair => HitGroups.Parameters.Contains(pair.Key)));
        }

        inner.CollectionName = request.CollectionName;
        if (_boosts is not null)
        {
            (inner.FunctionScore ??= new FunctionScore()).Functions.AddRange(_boosts.Functions);
            inner.FunctionScore.Params.AddRange(_boosts.Params);
        }

        return inner;
    }

    private static void Remove(SearchRequest search, params string[] parameters)
    {
        foreach (var pair in search.SearchParams.Where(pair => parameters.Contains(pair.Key)).ToArray())
        {
            search.SearchParams.Remove(pair);
        }
    }

    private static ChainFrame Frame(IReadOnlyList<RankedRow> hits, ReadScope scope) => ChainFrame.Of(
        scope.Segment.Columns, [.. hits.Select(hit => new Hit(hit.Row, hit.Score, hit.Element))], hits.Select(hit => hit.Score));

    /// <summary>The rows or elements of one query by score. Equal scores are sorted by ascending key.</summary>
    private static List<RankedRow> Rank(SearchHits[] searches, HybridElements elements, int query, IHitScorer scorer, ReadScope scope)
    {
        var keys = scope.Segment.Columns.PrimaryKey;
        var scores = new Dictionary<(object Key, int Element), (RankedRow Row, int Searches)>();
        for (var search = 0; search < searches.Length; search++)
        {
            var metric = searches[search].Plan.Reported;
            var found = elements.Hits(searches[search], search, query, scope.Segment.Columns);
            for (var rank = 0; rank < found.Count; rank++)
            {
                var hit = found[rank];
                var score = scorer.Score(search, rank, hit.Score, metric);
                var key = (Milvus.Embedded.Columns.KeyColumn.Value(keys, hit.Row), hit.Element);
                scores[key] = scores.TryGetValue(key, out var known)
                    ? (known.Row with { Score = scorer.Join(known.Row.Score, score) }, known.Searches + 1)
                    : (hit with { Score = score }, 1);
            }
        }

        var ranked = scores
            .Values.Select(item =>
                item.Row with
                {
                    Score = scorer.Finish(item.Row.Score, item.Searches, scope.Segment.Columns, item.Row.Row),
                })
            .ToList();
        ranked.Sort(
            (left, right) =>
                left.Score != right.Score ? right.Score.CompareTo(left.Score) * (scorer.LessIsNearer ? -1 : 1)
                : Milvus.Embedded.Columns.KeyColumn.Compare(keys, left.Row, right.Row) is not 0 and var order ? order
                : left.Element.CompareTo(right.Element));
        return ranked;
    }
}
