using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes resource groups.</summary>
public sealed class ResourceGroupNameCompleter : NameCompleter
{
    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListResourceGroupsAsync(call, token);
}
