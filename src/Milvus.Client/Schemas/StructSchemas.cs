using Milvus.Core.Types;

namespace Milvus.Client.Schemas;

/// <summary>
/// Converts arrays of structs from and to messages. On the wire each field of the struct is an array of its own, with the capacity of the
/// whole.
/// </summary>
internal static class StructSchemas
{
    internal static Protocol.StructArrayFieldSchema ToSchema(Field field)
    {
        var schema = new Protocol.StructArrayFieldSchema { Name = field.Name, Description = field.Description, Nullable = field.Nullable };
        schema.TypeParams.AddRange(field.Parameter.Select(pair => ParameterText.ToPair(pair.Key, pair.Value)));
        schema.Fields.AddRange(field.StructField.Select(inner =>
        {
            var one = SchemaWriter.ToSchema(inner);
            one.ElementType = one.DataType;
            one.DataType = FieldTypes.Of(inner.Type).IsVector ? Protocol.DataType.ArrayOfVector : Protocol.DataType.Array;
            one.Nullable = field.Nullable;
            one.TypeParams.Add(ParameterText.ToPair("max_capacity", field.MaxCapacity));
            return one;
        }));
        return schema;
    }

    internal static Field ToField(Protocol.StructArrayFieldSchema schema, Func<Protocol.FieldSchema, Field> read)
    {
        var inner = schema.Fields.Select(one =>
        {
            var field = read(one);

            // Some servers name the field of a struct struct[field].
            field.Name = field.Name.StartsWith(schema.Name + "[", StringComparison.Ordinal)
                ? field.Name[(schema.Name.Length + 1)..].TrimEnd(']')
                : field.Name;
            field.Type = field.ElementType;
            field.ElementType = DataType.None;
            return field;
        })
            .ToArray();
        var result = new Field
        {
            Name = schema.Name,
            Id = schema.FieldID,
            Type = DataType.Array,
            ElementType = DataType.Struct,
            Description = schema.Description,
            Nullable = schema.Nullable,
            MaxCapacity = inner.Select(field => field.MaxCapacity).FirstOrDefault(capacity => capacity is not null),
            StructField = inner,
        };
        foreach (var field in inner)
        {
            field.MaxCapacity = null;
        }

        foreach (var parameter in schema.TypeParams)
        {
            result.Parameter[parameter.Key] = parameter.Value;
        }

        return result;
    }
}
