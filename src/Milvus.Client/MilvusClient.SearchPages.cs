using System.Globalization;
using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>
    /// All rows, the nearest first, page by page and from one snapshot. A server that does not support iterators is searched in rings. The
    /// limit of the query is the page size.
    /// </summary>
    internal async IAsyncEnumerable<IReadOnlyList<SearchHit>> SearchPagesAsync(
        CallContext call,
        string collection,
        VectorQuery query,
        [EnumeratorCancellation] CancellationToken token)
    {
        if (query.Count != 1 || query.Ids is not null || query.Offset != 0 || query.GroupBy is not null || query.Rankers.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "A search for all rows has one vector or text, and no offset, groups or rankers.");
        }

        CheckWindow(query);
        var (schema, request) = await SearchRequestAsync(call, collection, query, token).ConfigureAwait(false);
        request.SearchParams.Add(ParameterText.ToPair("iterator", "True"));
        request.SearchParams.Add(ParameterText.ToPair("search_iter_v2", "True"));
        request.SearchParams.Add(ParameterText.ToPair("collection_id", schema.Id));
        Put(request, "search_iter_batch_size", query.Limit);
        if (Has(ServerFeature.ReadsAtMoments))
        {
            Read(request, ReadConsistency.Choose(query, schema.ConsistencyLevel, LastWrite(call, collection)).ForFirstPage());
        }

        var begun = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
        if (begun.SessionTs > 0 && IsBehind(query, begun.SessionTs))
        {
            await WaitForAsync(call, collection, KeyOf(schema).Name, query, token).ConfigureAwait(false);
            begun = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
        }

        // A server that does not support iterators returns no token.
        if (!string.IsNullOrEmpty(begun.Results?.SearchIteratorV2Results?.Token))
        {
            await foreach (var page in ByTokenAsync(begun).ConfigureAwait(false))
            {
                yield return page;
            }
        }
        else
        {
            // A ring begins at the exact distance; a rounded one could skip rows.
            var exact = query with { RoundDecimal = null };
            if (!Has(ServerFeature.RangeSearch))
            {
                await foreach (var page in ReadByOffsetAsync(call, collection, exact, token).ConfigureAwait(false))
                {
                    yield return Rounded(page);
                }

                yield break;
            }

            var (_, plain) = await SearchRequestAsync(call, collection, exact, token).ConfigureAwait(false);
            var metric =
                query.MetricType
                ?? await MetricAsync(call, collection, SearchedField.Find(schema, query).Name, token).ConfigureAwait(false);
            var rings = new SearchRings(
                plain,
                exact,
                KeyOf(schema),
                metric,
                async asked =>
                    SearchResponseReader.Read(
                        await CallAsync(call, Rpcs.Search, asked, token).ConfigureAwait(false),
                        exact,
                        schema,
                        collection,
                        DatabaseOf(call)));
            while (await rings.NextAsync().ConfigureAwait(false) is { Count: > 0 } page)
            {
                yield return Rounded(page);
            }
        }

        IReadOnlyList<SearchHit> Rounded(IReadOnlyList<SearchHit> page)
        {
            foreach (var hit in page)
            {
                hit.Score = SearchResponseReader.Rounded(hit.Score, query.RoundDecimal);
            }

            return page;
        }

        async IAsyncEnumerable<IReadOnlyList<SearchHit>> ByTokenAsync(Protocol.SearchResults answer)
        {
            if (answer.SessionTs > 0)
            {
                Read(request, ReadConsistency.ForTimestamp(answer.SessionTs));
            }

            for (var rank = 0; ;)
            {
                var page = SearchResponseReader.Read(answer, query, schema, collection, DatabaseOf(call));
                if (page.Count == 0)
                {
                    yield break;
                }

                foreach (var hit in page)
                {
                    hit.Rank = ++rank;
                }

                yield return page;
                if (Has(ServerFeature.FullSearchPages) && page.Count < query.Limit)
                {
                    yield break;
                }

                var place =
                    answer.Results.SearchIteratorV2Results ?? throw CreateProtocolError(nameof(Rpcs.Search), "no token to continue from");
                Put(request, "search_iter_id", place.Token);
                // As a double: the text of a float could be parsed as another number.
                Put(request, "search_iter_last_bound", ((double)place.LastBound).ToString("R", CultureInfo.InvariantCulture));
                answer = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Milvus Lite does not support iterators, and applies a range only to the nearest rows, so rings would end too early; but its
    /// offset has no limit.
    /// </summary>
    private async IAsyncEnumerable<IReadOnlyList<SearchHit>> ReadByOffsetAsync(
        CallContext call,
        string collection,
        VectorQuery query,
        [EnumeratorCancellation] CancellationToken token)
    {
        var (schema, request) = await SearchRequestAsync(call, collection, query, token).ConfigureAwait(false);
        var seen = new HashSet<object?>();
        for (var offset = 0; ; offset += query.Limit)
        {
            Put(request, "offset", offset);
            var answer = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
            var page = SearchResponseReader.Read(answer, query, schema, collection, DatabaseOf(call));
            var fresh = page.Where(hit => seen.Add(hit.Id)).ToList();
            foreach (var (hit, place) in fresh.Select((hit, place) => (hit, place)))
            {
                hit.Rank = seen.Count - fresh.Count + place + 1;
            }

            if (fresh.Count > 0)
            {
                yield return fresh;
            }

            if (page.Count < query.Limit)
            {
                yield break;
            }
        }
    }

    private static Field KeyOf(Collection schema) =>
        schema.PrimaryKey ?? throw CreateProtocolError(nameof(Rpcs.DescribeCollection), "no primary key");

    private static void Read(Protocol.SearchRequest request, ReadConsistency at) =>
        (request.GuaranteeTimestamp, request.ConsistencyLevel, request.UseDefaultConsistency) = (at.Timestamp, at.Level, at.UseDefault);

    private static void Put(Protocol.SearchRequest request, string key, object value)
    {
        var pair = ParameterText.ToPair(key, value);
        if (request.SearchParams.FirstOrDefault(known => known.Key == key) is { } old)
        {
            old.Value = pair.Value;
        }
        else
        {
            request.SearchParams.Add(pair);
        }
    }
}
