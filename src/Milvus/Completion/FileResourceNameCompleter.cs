using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes file resources.</summary>
public sealed class FileResourceNameCompleter : NameCompleter
{
    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.ListFileResourcesAsync(call, token).ConfigureAwait(false)).Select(resource => resource.Name)];
}
