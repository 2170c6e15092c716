using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Reads;
using Milvus.Core.Calls;
using Milvus.Core.Types;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The maximum number of rows of one answer: the server's limit for limit + offset.</summary>
    private const int Window = 16384;

    /// <summary>
    /// The nearest rows to each query, in the order of the queries. The entity of a hit is an array of KeyValuePair of string and
    /// object: the fields in schema order, then the dynamic keys. Without output fields it has all but the vectors.
    /// </summary>
    internal async Task<IReadOnlyList<SearchHit>> SearchAsync(
        CallContext call,
        string collection,
        VectorQuery query,
        CancellationToken token)
    {
        if (query.Count == 0)
        {
            return [];
        }

        CheckWindow(query);
        var (schema, request) = await SearchRequestAsync(call, collection, query, token).ConfigureAwait(false);
        var answer = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
        return SearchResponseReader.Read(answer, query, schema, collection, DatabaseOf(call));
    }

    /// <summary>The buckets of the nearest rows to each query, in the order of the queries.</summary>
    internal async Task<IReadOnlyList<AggregationBucket>> AggregateAsync(
        CallContext call,
        string collection,
        VectorQuery query,
        CancellationToken token)
    {
        if (query.GroupBy is not null)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "An aggregation has its own groups and excludes grouping by fields.");
        }

        CheckWindow(query);
        var (_, request) = await SearchRequestAsync(call, collection, query, token).ConfigureAwait(false);
        var answer = await CallAsync(call, Rpcs.Search, request, token).ConfigureAwait(false);
        return AggregationAnswer.Read(answer, query, collection, DatabaseOf(call));
    }

    private static void CheckWindow(VectorQuery query)
    {
        if (query.Limit < 1 || query.Offset < 0 || query.Limit + (long)query.Offset > Window)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Limit is {query.Limit} and offset {query.Offset}: together they must be from 1 to {Window}."))
            {
                RecommendedAction = "Search-MilvusEntity -All returns all hits, the nearest first: pipe it to Select-Object -First.",
            };
        }
    }

    /// <summary>The request and its schema, which is read again if the query does not fit the cached one.</summary>
    private async Task<(Collection Schema, Protocol.SearchRequest Request)> SearchRequestAsync(
        CallContext call,
        string collection,
        VectorQuery query,
        CancellationToken token)
    {
        foreach (var feature in ServerFeature.FindRequired(query))
        {
            Require(feature);
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        await CheckPartitionsAsync(call, collection, query.Partitions, token).ConfigureAwait(false);
        await CheckRangeAsync(call, collection, query, schema, token).ConfigureAwait(false);
        try
        {
            return (schema, Make(schema));
        }
        catch (MilvusException e)
            when (e.ErrorId is MilvusErrorId.DimensionMismatch or MilvusErrorId.InvalidArgument or MilvusErrorId.InvalidVector)
        {
            // The collection may have been recreated with another field or dimension.
            var fresh = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
            if (HasSameFields(fresh, schema))
            {
                throw;
            }

            return (fresh, Make(fresh));
        }

        Protocol.SearchRequest Make(Collection by) => SearchRequests.Create(
            collection,
            by,
            query,
            ReadConsistency.Choose(query, by.ConsistencyLevel, LastWrite(call, collection)),
            Has(ServerFeature.FilterTemplates));
    }

    /// <summary>
    /// Refuses an empty range: distances increase from the range filter to the radius, similarities from the radius to the
    /// range filter. A server returns a less clear error for it, or no rows.
    /// </summary>
    private async Task CheckRangeAsync(CallContext call, string collection, VectorQuery query, Collection schema, CancellationToken token)
    {
        var (radius, inner) = SearchRequests.Range(query);
        if (inner is null)
        {
            return;
        }

        if (radius is null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "A range filter needs a radius: without one, servers ignore it.");
        }

        var metric =
            query.MetricType ?? await MetricAsync(call, collection, SearchedField.Find(schema, query).Name, token).ConfigureAwait(false);
        var wrong = MetricTypes.Find(metric)?.IsSimilarity switch
        {
            false when radius <= inner =>
                $"The metric {metric} is a distance: the radius ({Text(radius)}) must be larger than the range filter ({Text(inner)}).",
            true when radius >= inner =>
                $"The metric {metric} is a similarity: the radius ({Text(radius)}) must be smaller than the range filter ({Text(inner)}).",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, wrong);
        }

        static string Text(double? value) => value!.Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The metric of the index of a field; null if unknown.</summary>
    private async Task<string?> MetricAsync(CallContext call, string collection, string field, CancellationToken token)
    {
        var indexes = await BestEffort.TryReadAsync<IReadOnlyList<Index>>(
            call,
            $"The metric of {collection}.{field}",
            async () => await ListIndexesAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        return indexes?.FirstOrDefault(index => index.Field == field && !string.IsNullOrEmpty(index.MetricType))?.MetricType;
    }
}
