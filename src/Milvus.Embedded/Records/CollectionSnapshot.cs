using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>The state of a collection at a timestamp. <see cref="Storage.SnapshotTables"/> stores its rows.</summary>
/// <param name="Id">A timestamp of the clock. The deletes of the snapshot are stored under it.</param>
/// <param name="Created">The hybrid timestamp of its creation.</param>
/// <param name="Schema">The schema with the ids of the fields, under which the rows are stored.</param>
/// <param name="Partitions">The partitions in the order of their ids.</param>
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
