using System.Collections;
using Milvus.Core.Calls;

namespace Milvus.Completion;

/// <summary>Completes the functions of the collection on the line.</summary>
public sealed class FunctionNameCompleter : NameCompleter
{
    private protected override string? GetScope(IDictionary bound) => FindCollection(bound);

    private protected override async Task<IReadOnlyList<string>> AskAsync(
        MilvusConnection connection,
        CallContext call,
        string scope,
        CancellationToken token
    ) => [.. (await connection.Client.GetSchemaAsync(call, scope, token).ConfigureAwait(false)).Function.Select(function => function.Name)];
}
