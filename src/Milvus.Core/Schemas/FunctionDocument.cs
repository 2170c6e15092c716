namespace Milvus.Core.Schemas;

/// <summary>A function in a schema file.</summary>
internal sealed class FunctionDocument
{
    public string Name { get; init; } = string.Empty;

    public string Type { get; init; } = string.Empty;

    public string? Description { get; init; }

    public IReadOnlyList<string> InputFields { get; init; } = [];

    public IReadOnlyList<string> OutputFields { get; init; } = [];

    public IDictionary<string, string>? Parameters { get; init; }

    internal static FunctionDocument From(Function function) => new()
    {
        Name = function.Name,
        Type = function.Type,
        Description = CollectionDocument.NullIfEmpty(function.Description),
        InputFields = function.InputField,
        OutputFields = function.OutputField,
        Parameters = function.Parameter.Count > 0 ? function.Parameter : null,
    };

    internal Function ToFunction()
    {
        var function = new Function
        {
            Name = Name,
            Type = Type,
            Description = Description ?? string.Empty,
            InputField = InputFields,
            OutputField = OutputFields,
        };
        foreach (var (key, text) in Parameters ?? new Dictionary<string, string>())
        {
            function.Parameter[key] = text;
        }

        return function;
    }
}
