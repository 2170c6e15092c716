using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Fields;

/// <summary>The parameters of a TextEmbedding function. Its embedder comes with the calls; only the model is compared.</summary>
internal static class EmbeddingParameters
{
    /// <summary>The name of the model.</summary>
    public const string Model = "model_name";

    private const string Dimension = "dim";

    // A credential of Milvus is a name in its configuration, and not a secret.
    private static readonly string[] _secrets = ["apikey", "accesskey", "secret", "password", "token"];

    /// <exception cref="MilvusError">A parameter is wrong, or is a secret.</exception>
    public static void Check(CollectionSchema schema, FunctionSchema function)
    {
        foreach (var key in function.Params.Select(pair => pair.Key))
        {
            var bare = key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
            if (_secrets.Any(bare.Contains))
            {
                throw MilvusError.Parameter(
                    $"function {function.Name} has the parameter {key}, but a schema has no secrets: the embedder has them");
            }
        }

        var output = schema.Fields.FirstOrDefault(field => function.OutputFieldNames.Contains(field.Name));
        if (function.Params.Find(Dimension) is { } text && output is not null && text != $"{FieldColumns.NumberOf(output, "dim")}")
        {
            throw MilvusError.Parameter(
                $"function {function.Name} has dimension {text}, and its output field {output.Name} has another one",
                FieldColumns.NumberOf(output, "dim"),
                text);
        }
    }
}
