namespace Milvus;

/// <summary>What a checkpoint belongs to: the same read, and no other, goes on from it.</summary>
internal sealed record CheckpointedRead(
    string Server,
    string Database,
    string Collection,
    long CollectionId,
    string Filter,
    string Partition);
