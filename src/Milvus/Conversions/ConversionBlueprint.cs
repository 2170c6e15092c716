using Milvus.Core.Marshalling.Values;
using Milvus.Core.Schemas;
using Milvus.Core.Types;
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

    /// <summary>
    /// The warning about vector fields without an index whose old index is not taken over, for example because they were renamed; null if
    /// there are none.
    /// </summary>
    /// <param name="canLoad">Whether the server loads the new collection.</param>
    /// <exception cref="MilvusException">The new collection could not be loaded.</exception>
    internal string? ExplainLostIndexes(bool canLoad)
    {
        var made = Create();
        var bare = made.Collection.Field
            .Where(field => FieldTypes.Of(field.Type).IsVector && made.Indexes.All(index => index.Field != field.Name))
            .ToList();
        var lost = old.Indexes
            .Where(index => made.Indexes.All(one => one.Field != index.Field)
                && Find(old.Collection, index.Field) is { } field
                && FieldTypes.Of(field.Type).IsVector)
            .ToList();
        if (bare.Count == 0 || (canLoad && lost.Count == 0))
        {
            return null;
        }

        var names = string.Join(", ", bare.Select(field => field.Name));
        var reason = lost.Count == 0 ? string.Empty
            : $"{Counts.Noun(lost.Count, "The index", "The indexes")} of {string.Join(", ", lost.Select(Describe))} "
                + $"{Counts.Noun(lost.Count, "is", "are")} not taken over, because {newName} has no field of the same name and type.";
        var advice = $"Use {string.Join(", ", bare.Select((field, i) => i == 0 ? $"-IndexParameter {Propose(field)}" : Propose(field)))}.";
        return canLoad
            ? $"{newName} gets no index on {names}. {reason} {advice}"
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{newName} has no index on {names}, so it could not be loaded: nothing was changed. {reason}".TrimEnd())
            {
                Field = bare[0].Name,
                RecommendedAction = advice,
            };

        string Propose(Field field)
        {
            var before = lost.Find(index => Find(old.Collection, index.Field)?.Type == field.Type);
            return $"(New-MilvusIndexParameter {field.Name} -IndexType {before?.IndexType ?? "AUTOINDEX"} "
                + $"-MetricType {before?.MetricType ?? ChooseMetric(field)})";
        }
    }

    private static string ChooseMetric(Field field) => FieldTypes.Of(field.Type).Family switch
    {
        FieldFamily.BitVector => "HAMMING",
        FieldFamily.SparseVector => field.IsFunctionOutput ? "BM25" : "IP",
        _ => "COSINE",
    };

    private static string Describe(IndexParameter index) => $"{index.Field} ({index.IndexType}, {index.MetricType})";

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
