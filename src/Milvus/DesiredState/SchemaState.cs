namespace Milvus.DesiredState;

/// <summary>Converts schemas and indexes between the model and objects of a state.</summary>
internal static class SchemaState
{
    /// <summary>A collection without its partitions, indexes and aliases.</summary>
    internal static StateObject From(Collection collection, string database) => new StateObject(StateKinds.Collection)
        .Set("name", collection.Name)
        .Set("database", database)
        .Set("description", collection.Description)
        .Set("enableDynamicField", collection.EnableDynamicField)
        .Set("enableNamespace", collection.EnableNamespace)
        .Set("consistencyLevel", collection.ConsistencyLevel)
        .Set("shardCount", collection.ShardCount)
        .Set("partitionCount", collection.Field.Any(field => field.PartitionKey) ? (int?)collection.PartitionCount : null)
        .Set("externalSource", collection.ExternalSource)
        .Set("externalSpec", collection.ExternalSpec)
        .SetTable("properties", collection.Property)
        .Set("fields", collection.Field.Select(field => From(field, StateKinds.Field)).ToArray())
        .Set("functions", collection.Function.Select(From).ToArray());

    /// <summary>An index.</summary>
    internal static StateObject From(Index index) => new StateObject(StateKinds.Index)
        .Set("field", index.Field)
        .Set("name", index.Name)
        .Set("indexType", index.IndexType)
        .Set("metricType", index.MetricType)
        .SetTable("parameters", index.Parameter);

    /// <summary>The definition of a new collection, without partitions, indexes and aliases.</summary>
    internal static Collection ToCollection(StateObject state)
    {
        var collection = new Collection
        {
            Name = state.Name,
            Description = state.FindText("description") ?? string.Empty,
            EnableDynamicField = state.IsOn("enableDynamicField"),
            EnableNamespace = state.IsOn("enableNamespace"),
            ConsistencyLevel = state.FindText("consistencyLevel") ?? string.Empty,
            ShardCount = state.FindNumber("shardCount") ?? 0,
            PartitionCount = state.FindNumber("partitionCount"),
            ExternalSource = state.FindText("externalSource") ?? string.Empty,
            ExternalSpec = state.FindText("externalSpec") ?? string.Empty,
            Field = [.. state.GetItems("fields").Select(ToField)],
            Function = [.. state.GetItems("functions").Select(ToFunction)],
        };
        foreach (var (name, value) in state.FindTable("properties") ?? new Dictionary<string, string>())
        {
            collection.Property[name] = value;
        }

        return collection;
    }

    internal static Field ToField(StateObject state)
    {
        var field = new Field
        {
            Name = state.Name,
            Type = state.Find("type") as DataType? ?? DataType.None,
            ElementType = state.Find("elementType") as DataType? ?? DataType.None,
            PrimaryKey = state.IsOn("primaryKey"),
            AutoId = state.IsOn("autoId"),
            PartitionKey = state.IsOn("partitionKey"),
            ClusteringKey = state.IsOn("clusteringKey"),
            Nullable = state.IsOn("nullable"),
            DefaultValue = state.Find("defaultValue"),
            Dimension = state.FindNumber("dimension"),
            MaxLength = state.FindNumber("maxLength"),
            MaxCapacity = state.FindNumber("maxCapacity"),
            ExternalField = state.FindText("externalField") ?? string.Empty,
            Description = state.FindText("description") ?? string.Empty,
            StructField = [.. state.GetItems("fields").Select(ToField)],
        };
        foreach (var (name, value) in state.FindTable("parameters") ?? new Dictionary<string, string>())
        {
            field.Parameter[name] = value;
        }

        return field;
    }

    internal static IndexParameter ToIndex(StateObject state)
    {
        var index = new IndexParameter
        {
            Field = state.FindText("field")!,
            Name = state.FindText("name") ?? string.Empty,
            IndexType = state.FindText("indexType") ?? string.Empty,
            MetricType = state.FindText("metricType") ?? string.Empty,
        };
        foreach (var (name, value) in state.FindTable("parameters") ?? new Dictionary<string, string>())
        {
            index.Parameter[name] = value;
        }

        return index;
    }

    private static StateObject From(Field field, StateKind kind)
    {
        var state = new StateObject(kind)
            .Set("name", field.Name)
            .Set("type", field.Type)
            .Set("elementType", field.ElementType == DataType.None ? null : field.ElementType)
            .Set("nullable", field.Nullable)
            .Set("dimension", field.Dimension)
            .Set("maxLength", field.MaxLength)
            .Set("maxCapacity", field.MaxCapacity)
            .Set("description", field.Description)
            .SetTable("parameters", field.Parameter);
        return kind == StateKinds.StructField ? state : state
            .Set("primaryKey", field.PrimaryKey)
            .Set("autoId", field.AutoId)
            .Set("partitionKey", field.PartitionKey)
            .Set("clusteringKey", field.ClusteringKey)
            .Set("defaultValue", field.DefaultValue)
            .Set("externalField", field.ExternalField)
            .Set("fields", field.StructField.Select(inner => From(inner, StateKinds.StructField)).ToArray());
    }

    private static StateObject From(Function function) => new StateObject(StateKinds.Function)
        .Set("name", function.Name)
        .Set("type", function.Type)
        .Set("description", function.Description)
        .Set("inputFields", function.InputField.ToArray())
        .Set("outputFields", function.OutputField.ToArray())
        .SetTable("parameters", function.Parameter);

    private static Function ToFunction(StateObject state)
    {
        var function = new Function
        {
            Name = state.Name,
            Type = state.FindText("type") ?? string.Empty,
            Description = state.FindText("description") ?? string.Empty,
            InputField = state.FindNames("inputFields") ?? [],
            OutputField = state.FindNames("outputFields") ?? [],
        };
        foreach (var (name, value) in state.FindTable("parameters") ?? new Dictionary<string, string>())
        {
            function.Parameter[name] = value;
        }

        return function;
    }
}
