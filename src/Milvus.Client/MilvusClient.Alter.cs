using Milvus.Client.Calls;
using Milvus.Core.Calls;
using Milvus.Core.Errors;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Sets and removes properties of a collection. Values are sent as text: booleans in lower case, lists as JSON.</summary>
    internal async Task AlterCollectionAsync(
        CallContext call,
        string collection,
        IReadOnlyDictionary<string, object?>? set,
        IReadOnlyList<string>? remove,
        CancellationToken token)
    {
        var request = new Protocol.AlterCollectionRequest { CollectionName = collection };
        request.Properties.AddRange(ToPairs(set));
        request.DeleteKeys.AddRange(remove ?? []);
        try
        {
            await CallAsync(call, Rpcs.AlterCollection, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e)
            when (remove is { Count: > 0 } && e.Reason.Contains("collection properties is empty", StringComparison.Ordinal))
        {
            // Milvus before 2.4 ignores keys to remove, and reports that the request sets nothing.
            throw new MilvusException(
                MilvusErrorId.NotSupportedByServerVersion,
                $"{Address} ({Server.Version}) cannot remove properties of collections.",
                e)
            {
                Method = e.Method,
                RecommendedAction = DefaultAdvice.Find(MilvusErrorId.NotSupportedByServerVersion),
            };
        }
        finally
        {
            Forget(call, collection);
        }
    }

    /// <summary>Renames a collection, or moves it to another database.</summary>
    internal async Task RenameCollectionAsync(CallContext call, string from, string to, string? targetDatabase, CancellationToken token)
    {
        if (targetDatabase is not null && !Has(ServerFeature.MoveCollection))
        {
            throw new MilvusException(
                MilvusErrorId.NotSupportedByServerVersion,
                $"{Address} ({Server.Version}) cannot move collections between databases.")
            {
                RecommendedAction = DefaultAdvice.Find(MilvusErrorId.NotSupportedByServerVersion),
            };
        }

        var request = new Protocol.RenameCollectionRequest { OldName = from, NewName = to, NewDBName = targetDatabase ?? string.Empty };
        try
        {
            await CallAsync(call, Rpcs.RenameCollection, request, token).ConfigureAwait(false);
        }
        finally
        {
            Forget(call, from);
            Forget(call, to);
        }
    }

    /// <summary>Removes all rows; schema and indexes stay.</summary>
    internal Task TruncateCollectionAsync(CallContext call, string collection, CancellationToken token) =>
        CallAsync(call, Rpcs.TruncateCollection, new Protocol.TruncateCollectionRequest { CollectionName = collection }, token);
}
