using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>A collection as it was at a moment; its rows are kept by <see cref="Storage.SnapshotTables"/>.</summary>
/// <param name="Id">From the clock; the deletes of the snapshot are stored under it.</param>
/// <param name="Created">Hybrid timestamp.</param>
/// <param name="Schema">With the ids of the fields, under which the rows are stored.</param>
/// <param name="Partitions">In the order of their ids.</param>
internal sealed record CollectionSnapshot(
    long Id,
    long Collection,
    string Name,
    string Description,
    long Created,
    int Shards,
    ConsistencyLevel Consistency,
    CollectionSchema Schema,
    IReadOnlyList<KeyValuePair> Properties,
    IReadOnlyList<SnapshotPartition> Partitions,
    IReadOnlyList<SnapshotIndex> Indexes);
