using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Requests an index, which is built in the background. See <see cref="WaitForIndexAsync"/>.</summary>
    internal Task CreateIndexAsync(CallContext call, string collection, IndexParameter index, CancellationToken token)
    {
        var name = NameToSend(index);
        var request = new Protocol.CreateIndexRequest { CollectionName = collection, FieldName = index.Field, IndexName = name };
        request.ExtraParams.AddRange(IndexPairs(index));
        request.ExtraParams.AddRange(RequiredPairs(call, index));
        return CallAsync(call, Rpcs.CreateIndex, request, token);
    }

    // A server names an index on a path of JSON after its field and path, "meta/a/b", and refuses such a name from a client. Without a
    // name, it gives the same one.
    private static string NameToSend(IndexParameter index) =>
        index.Name.Contains('/', StringComparison.Ordinal) && index.Parameter.Keys.Any(IsJsonParameter) ? string.Empty : index.Name;

    private static bool IsJsonParameter(string key) => key is "json_path" or "json_cast_type";

    /// <summary>The indexes of a collection, by name; none is an empty list, a missing collection an error.</summary>
    internal async Task<IReadOnlyList<Index>> ListIndexesAsync(CallContext call, string collection, CancellationToken token)
    {
        try
        {
            var answer = await CallAsync(call, Rpcs.DescribeIndex, new Protocol.DescribeIndexRequest { CollectionName = collection }, token)
                .ConfigureAwait(false);
            return answer.IndexDescriptions
                .Select(description => IndexReader.ToIndex(description, collection, DatabaseOf(call)))
                .OrderBy(index => index.Name, StringComparer.Ordinal)
                .ToArray();
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.IndexNotFound)
        {
            return [];
        }
    }

    /// <summary>Drops an index by its exact name. False if it does not exist: Milvus reports success.</summary>
    internal async Task<bool> DropIndexAsync(CallContext call, string collection, string indexName, CancellationToken token)
    {
        CheckIndexName(indexName);
        var indexes = await BestEffort.TryReadAsync<IReadOnlyList<Index>>(
            call,
            $"The indexes of {collection}",
            async () => await ListIndexesAsync(call, collection, token).ConfigureAwait(false)).ConfigureAwait(false);
        return indexes?.All(index => index.Name != indexName) != true
            && await DropListedIndexAsync(call, collection, indexName, token).ConfigureAwait(false);
    }

    /// <summary>The same for an index that was just listed, or cannot be listed.</summary>
    internal async Task<bool> DropListedIndexAsync(CallContext call, string collection, string indexName, CancellationToken token)
    {
        CheckIndexName(indexName);
        try
        {
            await CallAsync(
                    call,
                    Rpcs.DropIndex,
                    new Protocol.DropIndexRequest { CollectionName = collection, IndexName = indexName },
                    token)
                .ConfigureAwait(false);
            return true;
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.IndexNotFound)
        {
            return e.Attempts > 1;
        }
    }

    private static void CheckIndexName(string indexName)
    {
        if (string.IsNullOrEmpty(indexName))
        {
            // For a server, an empty name means the only index.
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The name of the index to drop is empty.");
        }
    }

    /// <summary>The build parameters that this server requires and the definition omits.</summary>
    private IEnumerable<Protocol.KeyValuePair> RequiredPairs(CallContext call, IndexParameter index)
    {
        if (Server.Type != "milvus" || MilvusVersion is not { } version || version >= BuildDefaults.FilledByServer)
        {
            return [];
        }

        var missing = BuildDefaults.FindMissing(index);
        if (missing.Count > 0)
        {
            var added = string.Join(", ", missing.Select(pair => FormattableString.Invariant($"{pair.Key} = {pair.Value}")));
            call.Verbose.Enqueue($"{Address} ({Server.Version}) has no defaults for {index.IndexType}; the request adds {added}.");
        }

        return missing.Select(pair => ParameterText.ToPair(pair.Key, pair.Value));
    }
}
