using Milvus.Core.Calls;
using Milvus.Core.Schemas;

namespace Milvus.Backups;

/// <summary>A collection that is going to be restored.</summary>
/// <param name="Manifest">Its entry in the manifest.</param>
/// <param name="SourceDatabase">Its database in the backup.</param>
/// <param name="Database">The database that it goes to.</param>
/// <param name="Blueprint">Schema, partitions and indexes, with the new name.</param>
/// <param name="Call">Calls in the database that it goes to.</param>
internal sealed record RestoreItem(
    ManifestCollection Manifest, string SourceDatabase, string Database, CollectionBlueprint Blueprint, CallContext Call)
{
    internal string Name => Blueprint.Collection.Name;

    internal bool IsRenamed => Name != Manifest.Name;

    /// <summary>Database and collection.</summary>
    internal string Place => $"{Database}/{Name}";
}
