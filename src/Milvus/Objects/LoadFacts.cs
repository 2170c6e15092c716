using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Objects;

/// <summary>What only a loaded or stored object has: its load state and its number of rows, as far as the user may read them.</summary>
/// <param name="State">The load state; null if it cannot be read.</param>
/// <param name="Rows">The number of rows; null if it cannot be read.</param>
internal sealed record LoadFacts(string? State, long? Rows)
{
    /// <summary>Reads both of a collection at the same time.</summary>
    internal static Task<LoadFacts> OfCollectionAsync(MilvusClient client, CallContext call, string name, CancellationToken token) =>
        ReadAsync(
            call,
            name,
            () => client.GetLoadStateAsync(call, name, token),
            () => client.GetRowCountAsync(call, name, token));

    /// <summary>Reads both of a partition at the same time.</summary>
    internal static Task<LoadFacts> OfPartitionAsync(
        MilvusClient client, CallContext call, string collection, string name, CancellationToken token) =>
        ReadAsync(
            call,
            $"partition {name}",
            () => client.GetLoadStateAsync(call, collection, name, token),
            () => client.GetPartitionRowCountAsync(call, collection, name, token));

    private static async Task<LoadFacts> ReadAsync(CallContext call, string what, Func<Task<string>> readState, Func<Task<long>> countRows)
    {
        var state = BestEffort.TryReadAsync<string>(
            call, $"The load state of {what}", async () => await readState().ConfigureAwait(false));
        var rows = BestEffort.TryReadAsync<long?>(
            call, $"The number of rows of {what}", async () => await countRows().ConfigureAwait(false));
        await Task.WhenAll(state, rows).ConfigureAwait(false);
        return new LoadFacts(await state.ConfigureAwait(false), await rows.ConfigureAwait(false));
    }
}
