using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes roles.</summary>
public sealed class RoleNameCompleter : NameCompleter
{
    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.GetRolesAsync(call, null, token).ConfigureAwait(false)).Select(role => role.Name)];
}
