using System.Globalization;
using Google.Protobuf;

namespace Milvus.Client.Schemas;

/// <summary>A collection to be made, as the server takes it.</summary>
internal static class SchemaWriter
{
    internal static Protocol.CreateCollectionRequest ToRequest(Collection definition)
    {
        var schema = new Protocol.CollectionSchema
        {
            Name = definition.Name,
            Description = definition.Description,
            EnableDynamicField = definition.EnableDynamicField,
        };
        foreach (var field in definition.Field)
        {
            schema.Fields.Add(ToSchema(field));
        }

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
            request.Properties.Add(ParameterText.Pair(key, value));
        }

        return request;
    }

    private static Protocol.FieldSchema ToSchema(Field field)
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
            DefaultValue = field.DefaultValue is { } value ? Default(field, value) : null,
        };
        Add(schema, "dim", field.Dimension);
        Add(schema, "max_length", field.MaxLength);
        Add(schema, "max_capacity", field.MaxCapacity);
        foreach (var (key, text) in field.Parameter)
        {
            schema.TypeParams.Add(ParameterText.Pair(key, text));
        }

        return schema;
    }

    private static void Add(Protocol.FieldSchema schema, string key, int? value)
    {
        if (value is { } number)
        {
            schema.TypeParams.Add(ParameterText.Pair(key, number));
        }
    }

    // By the field's type, not the value's: a server refuses a default of another kind.
    private static Protocol.ValueField Default(Field field, object value)
    {
        try
        {
            return field.Type switch
            {
                DataType.Bool => new Protocol.ValueField { BoolData = Convert.ToBoolean(value, CultureInfo.InvariantCulture) },
                DataType.Int8 or DataType.Int16 or DataType.Int32 =>
                    new Protocol.ValueField { IntData = Convert.ToInt32(value, CultureInfo.InvariantCulture) },
                DataType.Int64 => new Protocol.ValueField { LongData = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
                DataType.Float => new Protocol.ValueField { FloatData = Convert.ToSingle(value, CultureInfo.InvariantCulture) },
                DataType.Double => new Protocol.ValueField { DoubleData = Convert.ToDouble(value, CultureInfo.InvariantCulture) },
                DataType.VarChar or DataType.String or DataType.Text or DataType.Timestamptz or DataType.Geometry =>
                    new Protocol.ValueField { StringData = Convert.ToString(value, CultureInfo.InvariantCulture) },
                _ => throw new InvalidCastException("the type takes none"),
            };
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The default value of field '{field.Name}' ({field.Type}) does not fit: {e.Message}", e)
            {
                Field = field.Name,
            };
        }
    }
}
