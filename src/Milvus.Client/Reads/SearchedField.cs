using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Core.Types;

namespace Milvus.Client.Reads;

/// <summary>The vector field of a search.</summary>
internal static class SearchedField
{
    /// <summary>The field with the name, or the only possible one.</summary>
    /// <exception cref="MilvusException">The field does not exist, or there are several.</exception>
    internal static Field Find(Collection schema, VectorQuery query)
    {
        var vectors = schema.Field.Where(field => IsVector(field.Type)).ToArray();
        if (query.Field is { } name)
        {
            return vectors.Concat(InStructs(schema)).FirstOrDefault(field => field.Name == name)
                ?? throw new MilvusException(
                    FieldErrors.FindId(schema, name), $"{schema.Name} has no vector field '{name}'; it has {Names(vectors)}.")
                {
                    Field = name,
                };
        }

        // Only a function of the collection converts a text to a vector.
        var made = query.Texts is null ? [] : vectors.Where(field => field.IsFunctionOutput).ToArray();
        var possible = made.Length > 0 ? made : vectors;
        return possible.Length == 1
            ? possible[0]
            : throw CreateError($"{schema.Name} has {possible.Length} vector fields ({Names(possible)}): specify the one to search.");
    }

    // The vectors in the structs of a row are searched as struct[field].
    private static IEnumerable<Field> InStructs(Collection schema) =>
        from whole in schema.Field
        from inner in whole.StructField
        where IsVector(inner.Type)
        select new Field { Name = $"{whole.Name}[{inner.Name}]", Type = inner.Type, Dimension = inner.Dimension };

    internal static bool IsVector(DataType type) => FieldTypes.Of(type) is { IsVector: true } or { Family: FieldFamily.VectorList };

    private static string Names(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.Name));

    private static MilvusException CreateError(string message) => new(MilvusErrorId.InvalidArgument, message);
}
