using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Imports by RPC.</summary>
internal static partial class Rpcs
{
    /// <summary>A second call would import twice.</summary>
    internal static readonly Rpc<Protocol.ImportRequest, ImportResponse> Import =
        new(nameof(Import), RetryClass.UnsafeWrite, static (s, r, o) => s.ImportAsync(r, o), static r => r.Status);

    /// <summary>With a key, the server recognises a repeated request.</summary>
    internal static readonly Rpc<Protocol.ImportRequest, ImportResponse> ImportWithKey = Import with { Class = RetryClass.IdempotentWrite };

    internal static readonly Rpc<GetImportStateRequest, GetImportStateResponse> GetImportState =
        new(nameof(GetImportState), RetryClass.Read, static (s, r, o) => s.GetImportStateAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ListImportTasksRequest, ListImportTasksResponse> ListImportTasks =
        new(nameof(ListImportTasks), RetryClass.Read, static (s, r, o) => s.ListImportTasksAsync(r, o), static r => r.Status);
}
