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
    /// <summary>The name under which it is filled.</summary>
    internal string Name => Blueprint.Collection.Name;

    /// <summary>The name that it has in the end. It is filled under another one if it replaces a collection.</summary>
    internal string FinalName { get; init; } = Blueprint.Collection.Name;

    /// <summary>Whether it gets another name than it has in the backup.</summary>
    internal bool IsRenamed => FinalName != Manifest.Name;

    /// <summary>Database and collection.</summary>
    internal string Place => $"{Database}/{Name}";

    /// <summary>Database and collection in the end.</summary>
    internal string FinalPlace => $"{Database}/{FinalName}";

    /// <summary>The same collection, which is filled under another name.</summary>
    internal RestoreItem FillAs(string name) => name == Name ? this : this with { Blueprint = Blueprint.Rename(name) };
}
