using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

/// <summary>The names that an expression can use: the fields of a collection and, if it has one, the keys of its dynamic field.</summary>
internal sealed class FieldNames(CollectionSchema schema)
{
    private readonly Dictionary<string, FieldSchema> _fields = schema
        .Fields.Where(field => !field.IsDynamic)
        .Concat(StructFields.Flatten(schema))
        .ToDictionary(field => field.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _firstOfStruct = schema.StructArrayFields.ToDictionary(
        structField => structField.Name,
        structField => StructFields.NameOf(structField.Name, structField.Fields[0].Name),
        StringComparer.Ordinal);

    public bool HasDynamicField { get; } = schema.EnableDynamicField;

    /// <summary>The full name of the first field of a struct, or null.</summary>
    public string? FirstOf(string structName) => _firstOfStruct.GetValueOrDefault(structName);

    /// <summary>The field of a struct by its full name, or null.</summary>
    public FieldSchema? FieldOfStruct(string fullName) => fullName.EndsWith(']') ? _fields.GetValueOrDefault(fullName) : null;

    /// <summary>The field of a name. Null means that the name is a key of the dynamic field.</summary>
    /// <exception cref="KeyNotFoundException">There is neither a field of this name nor a dynamic field.</exception>
    public FieldSchema? Find(string name)
    {
        if (_fields.TryGetValue(name, out var field) && name != ColumnSet.DynamicField)
        {
            return field;
        }

        if (name.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            throw new KeyNotFoundException(
                "NULL literal is not supported in expressions; use '<field> is null' or '<field> is not null' instead");
        }

        return HasDynamicField && !name.EndsWith(']') ? null : throw new KeyNotFoundException($"field {name} not exist");
    }
}
