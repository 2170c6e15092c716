using System.Collections;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes the row policies of the collection on the line.</summary>
public sealed class RowPolicyNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.ListRowPoliciesAsync(call, scope, token).ConfigureAwait(false)).Select(policy => policy.Name)];
}

/// <summary>Completes the principals of the collection on the line.</summary>
public sealed class PrincipalNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListPrincipalsAsync(call, scope, token);
}
