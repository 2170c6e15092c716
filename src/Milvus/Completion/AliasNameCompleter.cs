using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes aliases.</summary>
public sealed class AliasNameCompleter : NameCompleter
{
    private protected override Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => connection.Client.ListAliasesAsync(call, null, token);
}
