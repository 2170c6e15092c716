using Milvus.Embedders;

namespace Milvus.Commands.Entities;

/// <summary>The schema of files whose texts are embedded: their rows need no vectors, and are compared without them.</summary>
internal static class EmbeddedSchema
{
    /// <summary>The schema for reading files.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="embedding">The embedding; null if the files have the vectors.</param>
    internal static Collection ForReading(Collection schema, FieldEmbedding? embedding) => Replace(
        schema,
        embedding,
        vector => new Field { Name = vector.Name, Type = vector.Type, Dimension = vector.Dimension, Nullable = true });

    /// <summary>The schema for comparing rows of files with those of the collection.</summary>
    /// <inheritdoc cref="ForReading"/>
    internal static Collection ForComparing(Collection schema, FieldEmbedding? embedding) => Replace(
        schema,
        embedding,
        vector => new Field { Name = vector.Name, IsFunctionOutput = true });

    /// <summary>A row of a file without the vector that is computed.</summary>
    internal static IReadOnlyList<KeyValuePair<string, object?>> LeaveVectorOut(
        IReadOnlyList<KeyValuePair<string, object?>> row, FieldEmbedding? embedding) =>
        embedding is null ? row : [.. row.Where(pair => pair.Key != embedding.Field.Vector.Name)];

    private static Collection Replace(Collection schema, FieldEmbedding? embedding, Func<Field, Field> replace) => embedding is null
        ? schema
        : new Collection
        {
            Name = schema.Name,
            Id = schema.Id,
            Field = [.. schema.Field.Select(field => field.Name == embedding.Field.Vector.Name ? replace(field) : field)],
            EnableDynamicField = schema.EnableDynamicField,
            Property = schema.Property,
        };
}
