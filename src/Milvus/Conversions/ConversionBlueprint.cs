using Milvus.Core.Schemas;
using Milvus.Names;

namespace Milvus.Conversions;

/// <summary>The definition of the new collection: that of the old one, with another schema and other indexes.</summary>
internal sealed class ConversionBlueprint(
    CollectionBlueprint old, string newName, Schema? schema, IReadOnlyList<IndexParameter> indexes)
{
    private const string JsonPath = "json_path";

    /// <exception cref="MilvusException">An index is for a field that the new collection does not have.</exception>
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

        foreach (var index in indexes)
        {
            CheckField(copy.Collection, index);
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

    // The server would say so after the collection was created. The index of a dynamic key has a path, and a part of a struct its owner.
    private void CheckField(Collection copy, IndexParameter index)
    {
        var isPart = index.Field.Contains('[', StringComparison.Ordinal) || index.Parameter.ContainsKey(JsonPath);
        if (isPart || Find(copy, index.Field) is not null)
        {
            return;
        }

        var names = copy.Field.Select(field => field.Name).ToList();
        throw new MilvusException(
            MilvusErrorId.InvalidArgument, $"-IndexParameter: '{index.Field}' is not a field of {newName}: nothing was changed.")
        {
            RecommendedAction = (NearName.Find(index.Field, names) is { } near ? $"Did you mean {near}? " : string.Empty)
                + $"Its fields are {string.Join(", ", names)}.",
        };
    }

    private bool IsKept(Collection copy, string field) =>
        Find(copy, field) is { } there && Find(old.Collection, field) is { } before && there.Type == before.Type;

    private static Field? Find(Collection collection, string name) => collection.Field.FirstOrDefault(one => one.Name == name);
}
