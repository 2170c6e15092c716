using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>The parameters of a rerank function, which are strings.</summary>
internal sealed class FunctionParameters
{
    public FunctionParameters(FunctionSchema function)
    {
        if (function.Type != FunctionType.Rerank)
        {
            throw MilvusError.Parameter($"{function.Type} is not a rerank function");
        }

        Function = function;
        Reranker = Text("reranker")?.ToLowerInvariant() is { Length: > 0 } name
            ? name
            : throw MilvusError.Missing("rerank_builder: reranker name not specified");
    }

    public FunctionSchema Function { get; }

    /// <summary>The name of the reranker in lower case.</summary>
    public string Reranker { get; }

    public string? Text(string key) => Function.Params.Find(key);

    /// <summary>The number of a parameter; null if it is missing or not a finite number.</summary>
    public double? Number(string key) =>
        double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
