using Milvus.Protocol;

namespace Milvus.Embedded.Contract;

/// <summary>
/// Arrays of structs. Each field of the struct is stored as a column named `struct[field]`: an array, or a list of vectors.
/// </summary>
internal static class StructFields
{
    /// <summary>The name of a struct's field among the fields of the collection.</summary>
    public static string NameOf(string structName, string field) => field.EndsWith(']') ? field : $"{structName}[{field}]";

    /// <summary>The name of a field in its struct.</summary>
    public static string ShortName(string name) => name.EndsWith(']') ? name[(name.IndexOf('[', StringComparison.Ordinal) + 1)..^1] : name;

    /// <summary>The fields of all structs of a schema, with their full names.</summary>
    public static IEnumerable<FieldSchema> Flatten(CollectionSchema schema) =>
        schema.StructArrayFields.SelectMany(Flatten);

    public static IEnumerable<FieldSchema> Flatten(StructArrayFieldSchema structField) =>
        structField.Fields.Select(field => new FieldSchema(field)
        {
            Name = NameOf(structField.Name, field.Name),
            Nullable = structField.Nullable,
        });

    /// <summary>The schema of a struct's field by its full name; null if there is none.</summary>
    public static FieldSchema? Inner(CollectionSchema schema, string fullName) =>
        schema
            .StructArrayFields.SelectMany(structField =>
                structField.Fields.Where(field => fullName.EndsWith(']') && NameOf(structField.Name, field.Name) == fullName))
            .FirstOrDefault();

    /// <summary>Assigns ids to structs and their fields, after those of the other fields.</summary>
    public static void Number(CollectionSchema schema)
    {
        var next = schema.Fields.Max(field => field.FieldID) + 1;
        foreach (var structField in schema.StructArrayFields)
        {
            structField.FieldID = next++;
            foreach (var field in structField.Fields)
            {
                field.FieldID = next++;
            }
        }
    }
}
