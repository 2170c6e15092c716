using Milvus.Client.Calls;
using Milvus.Client.Errors;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private volatile bool _describesOneByOne;

    /// <summary>
    /// Several collections in one call, in the order of the names; null for each that the caller must describe itself. That happens if the
    /// server does not implement this call, the user lacks the privilege for it, or the collection was dropped meanwhile.
    /// </summary>
    internal async Task<IReadOnlyList<Collection?>> DescribeCollectionsAsync(
        CallContext call,
        IReadOnlyList<string> names,
        CancellationToken token)
    {
        if (_describesOneByOne || names.Count < 2)
        {
            return new Collection?[names.Count];
        }

        try
        {
            var request = new Protocol.BatchDescribeCollectionRequest { CollectionName = { names } };
            var answer = await CallAsync(call, Rpcs.BatchDescribeCollection, request, token).ConfigureAwait(false);
            var described = answer.Responses
                .Where(response => response.Schema is not null && !(response.Status is { } status && StatusErrors.IsFailure(status)))
                .Select(response => SchemaReader.ToCollection(response, DatabaseOf(call)))
                .GroupBy(collection => collection.Name, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
            foreach (var (name, collection) in described)
            {
                Remember(call, name, collection);
            }

            return [.. names.Select(name => described.GetValueOrDefault(name))];
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            _describesOneByOne = true;
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.PermissionDenied)
        {
            // Describing all at once needs another privilege than describing each.
            call.Verbose.Enqueue($"Collections are described one by one: {e.Message}");
        }

        return new Collection?[names.Count];
    }
}
