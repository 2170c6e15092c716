using Milvus.Core.Embedding;
using Milvus.Core.Types;

namespace Milvus.Embedders;

/// <summary>The vector field that an embedder fills, and the field with its texts.</summary>
/// <param name="Vector">The vector field.</param>
/// <param name="Text">The text field; null in a search.</param>
internal sealed record EmbeddedField(Field Vector, Field? Text)
{
    private static readonly DataType[] _vectorTypes =
        [DataType.FloatVector, DataType.Float16Vector, DataType.BFloat16Vector, DataType.Int8Vector];

    /// <summary>The fields for rows that are written.</summary>
    /// <param name="schema">The collection.</param>
    /// <param name="text">-TextField; null for the only possible field.</param>
    /// <param name="vector">-VectorField; null for the only possible field.</param>
    /// <exception cref="MilvusException">A field does not exist, cannot be filled, or there are several.</exception>
    internal static EmbeddedField Find(Collection schema, string? text, string? vector)
    {
        var filled = FindVector(schema, vector);
        var bound = EmbedderBinding.Find(schema.Property, filled.Name)?.TextField;
        var texts = FindTexts(schema);
        if (text is null && bound is null)
        {
            IReadOnlyList<Field> others = [.. texts.Where(field => !field.PrimaryKey)];
            return others.Count == 1 ? new(filled, others[0]) : throw CreateError(
                $"{schema.Name} has {others.Count} text fields ({Join(others)}): name the one to embed with -TextField.");
        }

        var name = text ?? bound;
        var found = texts.FirstOrDefault(field => field.Name == name)
            ?? texts.SingleOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw CreateError($"{schema.Name} has no text field '{name}'; it has {Join(texts)}.");
        return new(filled, found);
    }

    /// <summary>The fields with texts.</summary>
    internal static IReadOnlyList<Field> FindTexts(Collection schema) =>
        [.. schema.Field.Where(field => FieldTypes.Of(field.Type).Family == FieldFamily.Text && !field.IsFunctionOutput)];

    /// <summary>Whether an embedder can fill a field: that of a function is filled by the function.</summary>
    internal static bool CanFill(Field field) => !field.IsFunctionOutput && _vectorTypes.Contains(field.Type);

    private static Field FindVector(Collection schema, string? name)
    {
        if (name is null)
        {
            IReadOnlyList<Field> possible = [.. schema.Field.Where(CanFill)];
            return possible.Count == 1 ? possible[0] : throw CreateError(possible.Count == 0
                ? $"{schema.Name} has no vector field that an embedder can fill: a function computes it, or it has other vectors."
                : $"{schema.Name} has {possible.Count} vector fields ({Join(possible)}): name the one to fill with -VectorField.");
        }

        var found = schema.Field.FirstOrDefault(field => field.Name == name)
            ?? schema.Field.SingleOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
        return found is not null && CanFill(found) ? found : throw CreateError(found switch
        {
            null => $"{schema.Name} has no field '{name}'; its vector fields are {Join(schema.Field.Where(CanFill))}.",
            { IsFunctionOutput: true } => ExplainFunction(schema, found),
            _ => $"Field '{found.Name}' of {schema.Name} is of type {found.Type}, which no embedder can fill.",
        });
    }

    /// <summary>Why an embedder is not used for a field that a function computes.</summary>
    internal static string ExplainFunction(Collection schema, Field field)
    {
        var function = schema.Function.FirstOrDefault(candidate => candidate.OutputField.Contains(field.Name));
        return $"Field '{field.Name}' of {schema.Name} is computed by the function {function?.Name} of the collection: omit -Embedder, "
            + "-TextField and -VectorField.";
    }

    private static string Join(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.Name)) is { Length: > 0 } names
        ? names
        : "none";

    private static MilvusException CreateError(string message) => new(MilvusErrorId.InvalidArgument, message);
}
