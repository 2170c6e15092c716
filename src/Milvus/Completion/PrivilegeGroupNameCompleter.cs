using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes groups of privileges.</summary>
public sealed class PrivilegeGroupNameCompleter : NameCompleter
{
    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false)).Select(group => group.Name)];
}
