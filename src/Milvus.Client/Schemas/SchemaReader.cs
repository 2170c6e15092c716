using System.Globalization;

namespace Milvus.Client.Schemas;

/// <summary>Converts the server's description of a schema to the model.</summary>
internal static class SchemaReader
{
    internal static Collection ToCollection(Protocol.DescribeCollectionResponse answer, string? database)
    {
        database = answer.DbName.Length > 0 ? answer.DbName : database;
        var name = answer.Schema.Name.Length > 0 ? answer.Schema.Name : answer.CollectionName;
        var collection = new Collection
        {
            Database = database,
            Name = name,
            Id = answer.CollectionID,
            Description = answer.Schema.Description,
            Field =
            [
                .. answer.Schema.Fields.Where(field => !field.IsDynamic).Select(Read),
                .. answer.Schema.StructArrayFields.Select(field => Located(StructSchemas.ToField(field, Read))),
            ],
            Function = [.. answer.Schema.Functions.Select(function => FunctionSchemas.ToFunction(function, name, database))],
            ExternalSource = answer.Schema.ExternalSource,
            ExternalSpec = answer.Schema.ExternalSpec,
            EnableNamespace = answer.Schema.EnableNamespace,
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

        Field Read(Protocol.FieldSchema field) => Located(ToField(field));

        Field Located(Field field)
        {
            field.Database = database;
            field.Collection = name;
            return field;
        }
    }

    private static Field ToField(Protocol.FieldSchema schema)
    {
        var field = new Field
        {
            Name = schema.Name,
            Id = schema.FieldID,
            Type = (DataType)(int)schema.DataType,
            ElementType = (DataType)(int)schema.ElementType,
            PrimaryKey = schema.IsPrimaryKey,
            AutoId = schema.AutoID,
            PartitionKey = schema.IsPartitionKey,
            ClusteringKey = schema.IsClusteringKey,
            Nullable = schema.Nullable,
            DefaultValue = DefaultValues.Read(schema.DefaultValue),
            Description = schema.Description,
            ExternalField = schema.ExternalField,
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
}
