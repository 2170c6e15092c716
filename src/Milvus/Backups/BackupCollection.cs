using Milvus.Core.Calls;
using Milvus.Core.Schemas;

namespace Milvus.Backups;

/// <summary>A collection that is going to be backed up.</summary>
/// <param name="Call">Calls in its database.</param>
/// <param name="Blueprint">Schema, partitions and indexes.</param>
/// <param name="Aliases">Its aliases.</param>
/// <param name="LoadState">Loaded, NotLoad or Loading; null if it is unknown.</param>
/// <param name="Folder">Its folder in the backup.</param>
internal sealed record BackupCollection(
    CallContext Call,
    CollectionBlueprint Blueprint,
    IReadOnlyList<string> Aliases,
    string? LoadState,
    string Folder)
{
    internal string Name => Blueprint.Collection.Name;

    /// <summary>Whether its rows can be read, as far as it is known.</summary>
    internal bool IsLoaded => LoadState is null or "Loaded";

    /// <summary>The schema as a file.</summary>
    internal byte[] Schema => SchemaFile.Write([Blueprint]);

    /// <summary>The partitions to read one by one; a single null where the server chooses the partition by a key.</summary>
    internal IReadOnlyList<string?> Partitions =>
        Blueprint.Collection.Field.Any(one => one.PartitionKey) ? [null] : ["_default", .. Blueprint.Partitions];
}
