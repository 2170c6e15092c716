namespace Milvus.Commands.Entities;

/// <summary>Identifies the read of a checkpoint: only the same read can continue from it.</summary>
internal sealed record CheckpointedRead(
    string Server,
    string Database,
    string Collection,
    long CollectionId,
    string Filter,
    string FilterValues,
    string Partition,
    string Namespace,
    string TimeZone);
