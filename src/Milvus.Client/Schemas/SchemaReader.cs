using System.Globalization;

namespace Milvus.Client.Schemas;

/// <summary>A schema as the server describes it, in the model's terms.</summary>
internal static class SchemaReader
{
    internal static Collection ToCollection(Protocol.DescribeCollectionResponse answer, string? database)
    {
        var collection = new Collection
        {
            Database = answer.DbName.Length > 0 ? answer.DbName : database,
            Name = answer.Schema.Name.Length > 0 ? answer.Schema.Name : answer.CollectionName,
            Id = answer.CollectionID,
            Description = answer.Schema.Description,
            Field = answer.Schema.Fields.Where(field => !field.IsDynamic).Select(field => ToField(field, database)).ToArray(),
            EnableDynamicField = answer.Schema.EnableDynamicField,
            ConsistencyLevel = answer.ConsistencyLevel.ToString(),
            ShardCount = answer.ShardsNum,
            PartitionCount = answer.NumPartitions > 0 ? answer.NumPartitions : null,
            Alias = answer.Aliases.ToArray(),
            Created = ServerTime.FromMilliseconds(answer.CreatedUtcTimestamp),
            UpdateTimestamp = answer.UpdateTimestamp,
        };
        foreach (var property in answer.Properties)
        {
            collection.Property[property.Key] = property.Value;
        }

        return collection;
    }

    private static Field ToField(Protocol.FieldSchema schema, string? database)
    {
        var field = new Field
        {
            Database = database,
            Name = schema.Name,
            Id = schema.FieldID,
            Type = (DataType)(int)schema.DataType,
            ElementType = (DataType)(int)schema.ElementType,
            PrimaryKey = schema.IsPrimaryKey,
            AutoId = schema.AutoID,
            PartitionKey = schema.IsPartitionKey,
            ClusteringKey = schema.IsClusteringKey,
            Nullable = schema.Nullable,
            DefaultValue = Default(schema.DefaultValue),
            Description = schema.Description,
            IsDynamic = schema.IsDynamic,
            IsFunctionOutput = schema.IsFunctionOutput,
        };
        foreach (var parameter in schema.TypeParams)
        {
            switch (parameter.Key)
            {
                case "dim":
                    field.Dimension = Number(parameter.Value);
                    break;
                case "max_length":
                    field.MaxLength = Number(parameter.Value);
                    break;
                case "max_capacity":
                    field.MaxCapacity = Number(parameter.Value);
                    break;
                default:
                    field.Parameter[parameter.Key] = parameter.Value;
                    break;
            }
        }

        return field;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static object? Default(Protocol.ValueField? value) => value?.DataCase switch
    {
        Protocol.ValueField.DataOneofCase.BoolData => value.BoolData,
        Protocol.ValueField.DataOneofCase.IntData => value.IntData,
        Protocol.ValueField.DataOneofCase.LongData => value.LongData,
        Protocol.ValueField.DataOneofCase.FloatData => value.FloatData,
        Protocol.ValueField.DataOneofCase.DoubleData => value.DoubleData,
        Protocol.ValueField.DataOneofCase.StringData => value.StringData,
        Protocol.ValueField.DataOneofCase.BytesData => value.BytesData.ToByteArray(),
        Protocol.ValueField.DataOneofCase.TimestamptzData => value.TimestamptzData,
        _ => null,
    };
}
