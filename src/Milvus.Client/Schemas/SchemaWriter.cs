using Google.Protobuf;

namespace Milvus.Client.Schemas;

/// <summary>Converts the schema of a new collection to the request.</summary>
internal static class SchemaWriter
{
    internal static Protocol.CreateCollectionRequest ToRequest(Collection definition)
    {
        var schema = new Protocol.CollectionSchema
        {
            Name = definition.Name,
            Description = definition.Description,
            EnableDynamicField = definition.EnableDynamicField,
            EnableNamespace = definition.EnableNamespace,
            ExternalSource = definition.ExternalSource,
            ExternalSpec = definition.ExternalSpec,
        };
        var computed = definition.Function.SelectMany(function => function.OutputField).ToHashSet(StringComparer.Ordinal);
        foreach (var field in definition.Field.Where(field => field.ElementType != DataType.Struct))
        {
            var one = ToSchema(field);
            one.IsFunctionOutput = computed.Contains(field.Name);
            schema.Fields.Add(one);
        }

        schema.StructArrayFields.AddRange(
            definition.Field.Where(field => field.ElementType == DataType.Struct).Select(StructSchemas.ToSchema));
        schema.Functions.AddRange(definition.Function.Select(FunctionSchemas.ToSchema));

        var request = new Protocol.CreateCollectionRequest
        {
            CollectionName = definition.Name,
            Schema = schema.ToByteString(),
            ShardsNum = definition.ShardCount,
            ConsistencyLevel = ConsistencyLevels.Parse(definition.ConsistencyLevel) ?? Protocol.ConsistencyLevel.Bounded,
            NumPartitions = definition.PartitionCount ?? 0,
        };
        foreach (var (key, value) in definition.Property)
        {
            request.Properties.Add(ParameterText.ToPair(key, value));
        }

        return request;
    }

    internal static Protocol.FieldSchema ToSchema(Field field)
    {
        var schema = new Protocol.FieldSchema
        {
            Name = field.Name,
            Description = field.Description,
            DataType = (Protocol.DataType)(int)field.Type,
            ElementType = (Protocol.DataType)(int)field.ElementType,
            IsPrimaryKey = field.PrimaryKey,
            AutoID = field.AutoId,
            IsPartitionKey = field.PartitionKey,
            IsClusteringKey = field.ClusteringKey,
            Nullable = field.Nullable,
            ExternalField = field.ExternalField,
            DefaultValue = field.DefaultValue is { } value ? DefaultValues.Write(field, value) : null,
        };
        Add(schema, "dim", field.Dimension);
        Add(schema, "max_length", field.MaxLength);
        Add(schema, "max_capacity", field.MaxCapacity);
        foreach (var (key, text) in field.Parameter)
        {
            schema.TypeParams.Add(ParameterText.ToPair(key, text));
        }

        return schema;
    }

    private static void Add(Protocol.FieldSchema schema, string key, int? value)
    {
        if (value is { } number)
        {
            schema.TypeParams.Add(ParameterText.ToPair(key, number));
        }
    }
}
