using Milvus.Core.Schemas;

namespace Milvus.Conversions;

/// <summary>The definition of the new collection: that of the old one, with another schema and other indexes.</summary>
internal sealed class ConversionBlueprint(
    CollectionBlueprint old, string newName, Schema? schema, IReadOnlyList<IndexParameter> indexes)
{
    internal CollectionBlueprint Create()
    {
        var copy = old.Rename(newName);
        if (schema is not null)
        {
            copy.Collection.Field = schema.Field;
            copy.Collection.Function = schema.Function;
            copy.Collection.EnableDynamicField = schema.EnableDynamicField;
            copy.Collection.EnableNamespace = schema.EnableNamespace;
            if (schema.Description.Length > 0)
            {
                copy.Collection.Description = schema.Description;
            }
        }

        var isPartitioned = copy.Collection.Field.Any(one => one.PartitionKey);
        copy.Collection.PartitionCount = isPartitioned ? copy.Collection.PartitionCount : null;
        var given = indexes.Select(index => index.Field).ToHashSet(StringComparer.Ordinal);
        return copy with
        {
            Partitions = isPartitioned ? [] : copy.Partitions,
            Indexes = [.. copy.Indexes.Where(index => !given.Contains(index.Field) && IsKept(copy.Collection, index.Field)), .. indexes],
        };
    }

    private bool IsKept(Collection copy, string field) =>
        Find(copy, field) is { } there && Find(old.Collection, field) is { } before && there.Type == before.Type;

    private static Field? Find(Collection collection, string name) => collection.Field.FirstOrDefault(one => one.Name == name);
}
