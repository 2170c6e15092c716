using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Changes of the schema and of indexes of an existing collection.</summary>
internal static partial class Rpcs
{
    /// <summary>
    /// A retry would report that the object exists, or does not exist, and hide the success of the first attempt.
    /// </summary>
    internal static readonly Rpc<AlterCollectionSchemaRequest, AlterCollectionSchemaResponse> AlterCollectionSchema = new(
        nameof(AlterCollectionSchema),
        RetryClass.UnsafeWrite,
        static (s, r, o) => s.AlterCollectionSchemaAsync(r, o),
        static r => r.AlterStatus);

    internal static readonly Rpc<AddCollectionFieldRequest, Status> AddCollectionField =
        new(nameof(AddCollectionField), RetryClass.UnsafeWrite, static (s, r, o) => s.AddCollectionFieldAsync(r, o), static r => r);

    internal static readonly Rpc<AddCollectionStructFieldRequest, Status> AddCollectionStructField = new(
        nameof(AddCollectionStructField),
        RetryClass.UnsafeWrite,
        static (s, r, o) => s.AddCollectionStructFieldAsync(r, o),
        static r => r);

    internal static readonly Rpc<AlterCollectionFieldRequest, Status> AlterCollectionField =
        new(nameof(AlterCollectionField), RetryClass.IdempotentWrite, static (s, r, o) => s.AlterCollectionFieldAsync(r, o), static r => r);

    internal static readonly Rpc<AddCollectionFunctionRequest, Status> AddCollectionFunction =
        new(nameof(AddCollectionFunction), RetryClass.UnsafeWrite, static (s, r, o) => s.AddCollectionFunctionAsync(r, o), static r => r);

    internal static readonly Rpc<AlterCollectionFunctionRequest, Status> AlterCollectionFunction = new(
        nameof(AlterCollectionFunction),
        RetryClass.IdempotentWrite,
        static (s, r, o) => s.AlterCollectionFunctionAsync(r, o),
        static r => r);

    internal static readonly Rpc<DropCollectionFunctionRequest, Status> DropCollectionFunction =
        new(nameof(DropCollectionFunction), RetryClass.UnsafeWrite, static (s, r, o) => s.DropCollectionFunctionAsync(r, o), static r => r);

    internal static readonly Rpc<AlterIndexRequest, Status> AlterIndex =
        new(nameof(AlterIndex), RetryClass.IdempotentWrite, static (s, r, o) => s.AlterIndexAsync(r, o), static r => r);
}
