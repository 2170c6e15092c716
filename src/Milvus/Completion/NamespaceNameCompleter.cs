using System.Collections;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes the namespaces of the collection on the line.</summary>
public sealed class NamespaceNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token) =>
        [
            .. (await connection.Client.ListNamespacesAsync(call, scope, string.Empty, token).ConfigureAwait(false)).Select(known =>
                known.Name),
        ];
}
