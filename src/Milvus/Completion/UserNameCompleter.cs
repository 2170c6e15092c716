using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes users.</summary>
public sealed class UserNameCompleter : NameCompleter
{
    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListUsersAsync(call, token);
}
