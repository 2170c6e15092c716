using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Databases, aliases, partitions, and changes of collections.</summary>
internal static partial class Rpcs
{
    internal static readonly Rpc<BatchDescribeCollectionRequest, BatchDescribeCollectionResponse> BatchDescribeCollection = new(
        nameof(BatchDescribeCollection),
        RetryClass.Read,
        static (s, r, o) => s.BatchDescribeCollectionAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<CreatePartitionRequest, Status> CreatePartition =
        new(nameof(CreatePartition), RetryClass.IdempotentWrite, static (s, r, o) => s.CreatePartitionAsync(r, o), static r => r);

    internal static readonly Rpc<DropPartitionRequest, Status> DropPartition =
        new(nameof(DropPartition), RetryClass.IdempotentWrite, static (s, r, o) => s.DropPartitionAsync(r, o), static r => r);

    internal static readonly Rpc<LoadPartitionsRequest, Status> LoadPartitions =
        new(nameof(LoadPartitions), RetryClass.IdempotentWrite, static (s, r, o) => s.LoadPartitionsAsync(r, o), static r => r);

    internal static readonly Rpc<ReleasePartitionsRequest, Status> ReleasePartitions =
        new(nameof(ReleasePartitions), RetryClass.IdempotentWrite, static (s, r, o) => s.ReleasePartitionsAsync(r, o), static r => r);

    internal static readonly Rpc<CreateAliasRequest, Status> CreateAlias =
        new(nameof(CreateAlias), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateAliasAsync(r, o), static r => r);

    internal static readonly Rpc<AlterAliasRequest, Status> AlterAlias =
        new(nameof(AlterAlias), RetryClass.IdempotentWrite, static (s, r, o) => s.AlterAliasAsync(r, o), static r => r);

    internal static readonly Rpc<DropAliasRequest, Status> DropAlias =
        new(nameof(DropAlias), RetryClass.IdempotentWrite, static (s, r, o) => s.DropAliasAsync(r, o), static r => r);

    internal static readonly Rpc<CreateDatabaseRequest, Status> CreateDatabase =
        new(nameof(CreateDatabase), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateDatabaseAsync(r, o), static r => r);

    internal static readonly Rpc<DropDatabaseRequest, Status> DropDatabase =
        new(nameof(DropDatabase), RetryClass.IdempotentWrite, static (s, r, o) => s.DropDatabaseAsync(r, o), static r => r);

    internal static readonly Rpc<AlterDatabaseRequest, Status> AlterDatabase =
        new(nameof(AlterDatabase), RetryClass.IdempotentWrite, static (s, r, o) => s.AlterDatabaseAsync(r, o), static r => r);

    internal static readonly Rpc<AlterCollectionRequest, Status> AlterCollection =
        new(nameof(AlterCollection), RetryClass.IdempotentWrite, static (s, r, o) => s.AlterCollectionAsync(r, o), static r => r);

    internal static readonly Rpc<RenameCollectionRequest, Status> RenameCollection =
        new(nameof(RenameCollection), RetryClass.IdempotentWrite, static (s, r, o) => s.RenameCollectionAsync(r, o), static r => r);

    /// <summary>A retry would delete rows that others have written meanwhile.</summary>
    internal static readonly Rpc<TruncateCollectionRequest, TruncateCollectionResponse> TruncateCollection =
        new(nameof(TruncateCollection), RetryClass.UnsafeWrite, static (s, r, o) => s.TruncateCollectionAsync(r, o), static r => r.Status);

    internal static readonly Rpc<HasPartitionRequest, BoolResponse> HasPartition =
        new(nameof(HasPartition), RetryClass.Read, static (s, r, o) => s.HasPartitionAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetPartitionStatisticsRequest, GetPartitionStatisticsResponse> GetPartitionStatistics =
        new(nameof(GetPartitionStatistics), RetryClass.Read, static (s, r, o) => s.GetPartitionStatisticsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DescribeAliasRequest, DescribeAliasResponse> DescribeAlias =
        new(nameof(DescribeAlias), RetryClass.Read, static (s, r, o) => s.DescribeAliasAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ListAliasesRequest, ListAliasesResponse> ListAliases =
        new(nameof(ListAliases), RetryClass.Read, static (s, r, o) => s.ListAliasesAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DescribeDatabaseRequest, DescribeDatabaseResponse> DescribeDatabase =
        new(nameof(DescribeDatabase), RetryClass.Read, static (s, r, o) => s.DescribeDatabaseAsync(r, o), static r => r.Status);
}
