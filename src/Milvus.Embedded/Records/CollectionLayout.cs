using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>The fields of a collection at one moment: immutable, so that everything read from it fits together.</summary>
/// <param name="Schema">The schema as the user gave it, without the dynamic field.</param>
/// <param name="Fields">The fields in schema order, then those of structs, then the dynamic field.</param>
internal sealed record CollectionLayout(CollectionSchema Schema, IReadOnlyList<FieldSchema> Fields)
{
    /// <summary>The field of that name, `struct[field]` for one of a struct; the dynamic field is not found by name.</summary>
    public FieldSchema? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name && !field.IsDynamic);
}
