using Milvus.Core.Schemas;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>Reads the schema of a collection of a backup.</summary>
internal static class BackupSchema
{
    /// <exception cref="MilvusException">The file cannot be read, or is of another collection.</exception>
    internal static CollectionBlueprint Read(string folder, ManifestCollection collection)
    {
        var path = BackupPaths.Resolve(folder, collection.Schema.File);
        return SchemaFile.Read(LocalFiles.Read(path), path) is [var blueprint] && blueprint.Collection.Name == collection.Name
            ? blueprint
            : throw new MilvusException(MilvusErrorId.BackupDamaged, $"'{path}' is not the schema of {collection.Name}.");
    }
}
