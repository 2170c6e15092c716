using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes privileges and groups of them.</summary>
public sealed class PrivilegeNameCompleter : NameCompleter
{
    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListPrivilegeNamesAsync(call, token);
}
