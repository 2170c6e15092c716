using System.Collections;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes the snapshots of the collection on the line.</summary>
public sealed class SnapshotNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListSnapshotsAsync(call, scope, token);
}
