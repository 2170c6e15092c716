using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Namespaces of collections.</summary>
internal static partial class Rpcs
{
    internal static readonly Rpc<CreateNamespaceRequest, CreateNamespaceResponse> CreateNamespace =
        new(nameof(CreateNamespace), RetryClass.UnsafeWrite, static (s, r, o) => s.CreateNamespaceAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DropNamespaceRequest, DropNamespaceResponse> DropNamespace =
        new(nameof(DropNamespace), RetryClass.IdempotentWrite, static (s, r, o) => s.DropNamespaceAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DescribeNamespaceRequest, DescribeNamespaceResponse> DescribeNamespace =
        new(nameof(DescribeNamespace), RetryClass.Read, static (s, r, o) => s.DescribeNamespaceAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ListNamespacesRequest, ListNamespacesResponse> ListNamespaces =
        new(nameof(ListNamespaces), RetryClass.Read, static (s, r, o) => s.ListNamespacesAsync(r, o), static r => r.Status);

    internal static readonly Rpc<HasNamespaceRequest, HasNamespaceResponse> HasNamespace =
        new(nameof(HasNamespace), RetryClass.Read, static (s, r, o) => s.HasNamespaceAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetNamespaceStatsRequest, GetNamespaceStatsResponse> GetNamespaceStats =
        new(nameof(GetNamespaceStats), RetryClass.Read, static (s, r, o) => s.GetNamespaceStatsAsync(r, o), static r => r.Status);
}
