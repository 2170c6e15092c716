namespace Milvus.Client.Schemas;

/// <summary>Converts functions of a collection from and to messages.</summary>
internal static class FunctionSchemas
{
    internal static Protocol.FunctionSchema ToSchema(Function function)
    {
        var schema = new Protocol.FunctionSchema { Name = function.Name, Description = function.Description, Type = TypeOf(function) };
        schema.InputFieldNames.AddRange(function.InputField);
        schema.OutputFieldNames.AddRange(function.OutputField);
        schema.Params.AddRange(function.Parameter.Select(pair => ParameterText.ToPair(pair.Key, pair.Value)));
        return schema;
    }

    internal static Function ToFunction(Protocol.FunctionSchema schema, string? collection, string? database)
    {
        var function = new Function
        {
            Database = database,
            Collection = collection,
            Name = schema.Name,
            Id = schema.Id,
            Description = schema.Description,
            Type = schema.Type.ToString(),
            InputField = [.. schema.InputFieldNames],
            OutputField = [.. schema.OutputFieldNames],
        };
        foreach (var parameter in schema.Params)
        {
            function.Parameter[parameter.Key] = parameter.Value;
        }

        return function;
    }

    // A type that this contract does not define is a number in both directions.
    private static Protocol.FunctionType TypeOf(Function function) =>
        Enum.TryParse<Protocol.FunctionType>(function.Type, ignoreCase: true, out var type)
            ? type
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"Function {function.Name}: '{function.Type}' is not a function type: use "
                    + $"{string.Join(", ", Enum.GetNames<Protocol.FunctionType>().Skip(1))}.");
}
