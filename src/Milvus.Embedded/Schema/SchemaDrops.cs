using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// Removes fields and functions from a schema. Rules and texts are those of Milvus 3.0, because Milvus 2.3.5 cannot drop them.
/// </summary>
internal static class SchemaDrops
{
    /// <summary>The name of a field or an array of structs by its id.</summary>
    public static string NameOf(CollectionSchema schema, long id)
    {
        if (schema.StructArrayFields.FirstOrDefault(candidate => candidate.Fields.Any(field => field.FieldID == id)) is { } structField)
        {
            throw SubField(structField, structField.Fields.First(field => field.FieldID == id).Name);
        }

        return schema.Fields.FirstOrDefault(field => field.FieldID == id)?.Name
            ?? schema.StructArrayFields.FirstOrDefault(candidate => candidate.FieldID == id)?.Name
            ?? throw MilvusError.Parameter($"field not found: {id.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Drops a field or a whole array of structs.</summary>
    /// <returns>The ids of the fields whose values are removed.</returns>
    public static IReadOnlyList<long> Field(CollectionSchema schema, IEnumerable<KeyValuePair> properties, string name)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Parameter("field name is empty");
        }

        if (name is "$rowid" or "$timestamp" or "$namespace" or ColumnSet.DynamicField)
        {
            throw MilvusError.Parameter($"cannot drop system field: {name}");
        }

        if (schema.StructArrayFields.FirstOrDefault(candidate => candidate.Name == name) is { } structField)
        {
            schema.StructArrayFields.Remove(structField);
            return HasVectors(schema) ? [.. structField.Fields.Select(field => field.FieldID)]
                : throw MilvusError.Parameter($"cannot drop struct array field {name}: it would leave no vector field in the collection");
        }

        if (schema.StructArrayFields.FirstOrDefault(candidate =>
                candidate.Fields.Any(field => field.Name == name || StructFields.NameOf(candidate.Name, field.Name) == name)
            ) is
            { } owner)
        {
            throw SubField(owner, name);
        }

        var dropped = schema.Fields.FirstOrDefault(field => field.Name == name) ?? throw MilvusError.Parameter($"field not found: {name}");
        if (properties.Find(PropertyRules.ExpiryField) == name)
        {
            throw MilvusError.Parameter($"cannot drop field {name} because it is referenced by collection property "
                + $"{PropertyRules.ExpiryField}, drop the property first");
        }

        if (dropped.IsPrimaryKey || dropped.IsPartitionKey || dropped.IsClusteringKey)
        {
            throw MilvusError.Parameter(
                $"cannot drop {(dropped.IsPrimaryKey ? "primary" : dropped.IsPartitionKey ? "partition" : "clustering")} key field: {name}"
            );
        }

        foreach (var function in schema.Functions)
        {
            if (function.InputFieldNames.Contains(name))
            {
                throw MilvusError.Parameter($"field is referenced by function {function.Name} as input");
            }

            if (function.OutputFieldNames.Contains(name))
            {
                throw MilvusError.Parameter($"field is referenced by function {function.Name} as output, drop function first");
            }
        }

        schema.Fields.Remove(dropped);
        return HasVectors(schema) ? [dropped.FieldID] : throw MilvusError.Parameter($"cannot drop the last vector field: {name}");
    }

    /// <summary>Drops a function with its output fields.</summary>
    /// <returns>The ids of the fields whose values are removed.</returns>
    public static IReadOnlyList<long> Function(CollectionSchema schema, string name, bool withOutputs)
    {
        if (name.Length == 0)
        {
            throw MilvusError.Parameter("function name is empty");
        }

        var function =
            schema.Functions.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw MilvusError.Parameter($"function not found: {name}");
        if (!withOutputs && function.Type == FunctionType.TextEmbedding)
        {
            // The vectors stay, and later rows have their own.
            schema.Functions.Remove(function);
            SchemaFunctions.Number(schema);
            return [];
        }

        // The output of a BM25 function cannot be written otherwise.
        if (!withOutputs)
        {
            throw MilvusError.Parameter($"BM25 function must be dropped with its output field in drop_function_field interface: {name}");
        }

        var outputs = schema.Fields.Where(field => function.OutputFieldNames.Contains(field.Name)).ToArray();
        schema.Functions.Remove(function);
        foreach (var output in outputs)
        {
            schema.Fields.Remove(output);
        }

        return HasVectors(schema) ? [.. outputs.Select(output => output.FieldID)]
            : throw MilvusError.Parameter($"cannot drop function {name}: it would leave no vector field in the collection");
    }

    private static bool HasVectors(CollectionSchema schema) =>
        schema.Fields.Any(field => field.DataType.IsVector())
        || StructFields.Flatten(schema).Any(field => field.DataType == DataType.ArrayOfVector);

    private static MilvusError SubField(StructArrayFieldSchema structField, string field) =>
        MilvusError.Parameter($"cannot drop sub-field of struct array field: {structField.Name}.{field}");
}
