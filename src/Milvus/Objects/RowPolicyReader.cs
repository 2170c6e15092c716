using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>Reads a row policy by its exact name from the list, because servers cannot read a single one.</summary>
internal static class RowPolicyReader
{
    internal static async Task<RowPolicy> ReadAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string name,
        CancellationToken token)
    {
        var all = await client.ListRowPoliciesAsync(call, collection, token).ConfigureAwait(false);
        return FindOnly(all, collection, name);
    }

    internal static RowPolicy FindOnly(IEnumerable<RowPolicy> all, string collection, string name) =>
        all.FirstOrDefault(policy => policy.Name == name)
        ?? throw new MilvusException(MilvusErrorId.InvalidArgument, $"Collection {collection} has no row policy {name}.")
        {
            RecommendedAction = $"Get-MilvusRowPolicy {collection} lists the existing ones.",
        };
}
