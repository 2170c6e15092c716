using System.Text;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Client.Reads;

/// <summary>
/// A search for all rows on a server without iterators, in rings around the query. A ring begins at the last hit's distance and is
/// as wide as the previous page; after an empty ring, rings get wider, and the last one is unbounded.
/// </summary>
internal sealed class SearchRings(
    Protocol.SearchRequest request,
    VectorQuery query,
    Field key,
    string? metric,
    Func<Protocol.SearchRequest, Task<IReadOnlyList<SearchHit>>> search)
{
    private const double MinWidth = 0.05;
    private static readonly double?[] _widths = [1, 4, 32, null];

    private readonly HashSet<object> _seen = [];
    private readonly List<object> _atTail = [];
    private readonly bool _distances =
        !(MetricTypes.Find(metric)?.IsSimilarity
        ?? throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            metric is null
                ? "The metric of the index is unknown, but a search for all rows on this server needs it."
                : $"This server has no iterators, and the order of the metric {metric} is unknown.")
        {
            RecommendedAction = "Specify the metric with -MetricType.",
        });

    private int _rank;
    private double _tail;
    private double _width;
    private bool _begun;
    private bool _ended;

    /// <summary>The next hits; none at the end.</summary>
    internal async Task<IReadOnlyList<SearchHit>> NextAsync()
    {
        if (_ended)
        {
            return [];
        }

        if (!_begun)
        {
            _begun = true;
            return TakeNew(await search(request).ConfigureAwait(false));
        }

        foreach (var factor in _widths)
        {
            var hits = TakeNew(await search(Ring(factor)).ConfigureAwait(false));
            if (hits.Count > 0)
            {
                return hits;
            }
        }

        _ended = true;
        return [];
    }

    private Protocol.SearchRequest Ring(double? factor)
    {
        var asked = request.Clone();
        var parameters = SearchRequests.IndexParameters(query);
        var end =
            factor is { } times ? _tail + (_distances ? _width * times : -_width * times)
            : _distances ? float.MaxValue
            : -float.MaxValue;
        if (SearchRequests.Range(query).Radius is { } own)
        {
            end = _distances ? Math.Min(end, own) : Math.Max(end, own);
        }

        parameters["radius"] = end;
        parameters["range_filter"] = _tail;
        asked.SearchParams.First(pair => pair.Key == "params").Value = Encoding.UTF8.GetString(JsonValues.ToUtf8(parameters, query.Unwrap));
        asked.Dsl = KeyFilter.WriteWithout(key, _atTail, request.Dsl);
        return asked;
    }

    private List<SearchHit> TakeNew(IReadOnlyList<SearchHit> hits)
    {
        // The distance of a row may differ in the last digit between searches.
        var fresh = hits.Where(hit => hit.Id is not null && _seen.Add(hit.Id)).ToList();
        foreach (var hit in fresh)
        {
            hit.Rank = ++_rank;
        }

        if (hits.Count > 0)
        {
            var last = (double)hits[^1].Score;
            if (last != _tail)
            {
                _atTail.Clear();
            }

            _width = Math.Max(Math.Abs(last - hits[0].Score), MinWidth);
            _tail = last;
            _atTail.AddRange(fresh.Where(hit => hit.Score == hits[^1].Score).Select(hit => hit.Id!));
        }

        return fresh;
    }
}
