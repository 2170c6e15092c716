using Milvus.Client.Calls;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The hits of several searches, ranked together.</summary>
    internal async Task<IReadOnlyList<SearchHit>> HybridSearchAsync(
        CallContext call,
        string collection,
        HybridQuery query,
        CancellationToken token)
    {
        CheckWindow(query.Whole);
        if (query.Whole.FunctionChains.Count > 0)
        {
            Require(ServerFeature.HybridChains);
        }

        var counts = query.Searches.Select(search => search.Count).Distinct().ToArray();
        if (counts.Length != 1)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"All searches of a hybrid search have the same number of queries; these have {string.Join(", ", counts)}.");
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        var consistency = ReadConsistency.Choose(query.Whole, schema.ConsistencyLevel, LastWrite(call, collection));
        var request = new Protocol.HybridSearchRequest
        {
            CollectionName = collection,
            GuaranteeTimestamp = consistency.Timestamp,
            ConsistencyLevel = consistency.Level,
            UseDefaultConsistency = consistency.UseDefault,
        };
        request.PartitionNames.AddRange(query.Whole.Partitions ?? []);
        foreach (var search in query.Searches)
        {
            var (used, part) = await SearchRequestAsync(call, collection, CreatePart(query.Whole, search), token).ConfigureAwait(false);
            schema = used;
            (part.GuaranteeTimestamp, part.ConsistencyLevel, part.UseDefaultConsistency) = (
                consistency.Timestamp,
                consistency.Level,
                consistency.UseDefault);
            request.Requests.Add(part);
        }

        request.OutputFields.AddRange(query.Whole.OutputFields ?? SearchRequests.AllButVectors(schema));
        AddRanking(request, query);
        if (query.Whole.Namespace is not null)
        {
            request.Namespace = query.Whole.Namespace;
        }

        var answer = await CallAsync(call, Rpcs.HybridSearch, request, token).ConfigureAwait(false);
        return SearchResponseReader.Read(answer, query.Whole, schema, collection, DatabaseOf(call), counts[0]);
    }

    // Servers read settings of the whole search also from each part.
    private static VectorQuery CreatePart(VectorQuery whole, VectorQuery search) => search with
    {
        Partitions = whole.Partitions,
        OutputFields = [],
        Offset = whole.Offset,
        GroupBy = whole.GroupBy,
        GroupSize = whole.GroupSize,
        StrictGroupSize = whole.StrictGroupSize,
        RoundDecimal = whole.RoundDecimal,
        IgnoreGrowing = whole.IgnoreGrowing,
        TimeZone = whole.TimeZone,
        TimeFields = whole.TimeFields,
        Namespace = whole.Namespace,
        ClusterId = whole.ClusterId,
    };

    private static void AddRanking(Protocol.HybridSearchRequest request, HybridQuery query)
    {
        if (query.Ranker is null)
        {
            request.FunctionChains.AddRange(query.Whole.FunctionChains.Select(FunctionChains.Read));
        }
        else if (query.Ranker.IsFusion)
        {
            Given("strategy", query.Ranker.Strategy);
            Given("params", query.Ranker.Parameter);
        }
        else
        {
            request.FunctionScore = Rankers.Score([query.Ranker], null);
        }

        var whole = query.Whole;
        Given("limit", whole.Limit);
        Given("round_decimal", whole.RoundDecimal ?? -1);
        Given("offset", whole.Offset);
        Given("rank_group_scorer", query.RankGroupScorer);
        Given("group_by_field", whole.GroupBy is null ? null : string.Join(',', whole.GroupBy));
        Given("group_size", whole.GroupSize);
        Given("strict_group_size", whole.StrictGroupSize ? true : null);
        Given("cluster_id", whole.ClusterId);

        void Given(string key, object? value)
        {
            if (value is not null)
            {
                request.RankParams.Add(ParameterText.ToPair(key, value));
            }
        }
    }
}
