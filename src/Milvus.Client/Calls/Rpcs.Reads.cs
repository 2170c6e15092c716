using Milvus.Protocol;

namespace Milvus.Client.Calls;

internal static partial class Rpcs
{
    internal static readonly Rpc<HybridSearchRequest, SearchResults> HybridSearch =
        new(nameof(HybridSearch), RetryClass.Read, static (s, r, o) => s.HybridSearchAsync(r, o), static r => r.Status);
}
