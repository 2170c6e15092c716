using System.Globalization;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>The parameters of a rerank function, which are text.</summary>
internal sealed class FunctionParameters
{
    public FunctionParameters(FunctionSchema function)
    {
        if (function.Type != FunctionType.Rerank)
        {
            throw MilvusError.Parameter($"{function.Type} is not a rerank function");
        }
        Function = function;
        Reranker = Text("reranker")?.ToLowerInvariant() ?? throw MilvusError.Parameter("reranker not specified in rerank function");
    }

    public FunctionSchema Function { get; }

    /// <summary>Which one it is, in lower case.</summary>
    public string Reranker { get; }

    public string? Text(string key) => Function.Params.Find(key);

    /// <summary>The number of a key, or null where it is absent.</summary>
    public double? Number(string key) => Text(key) is not { } text
        ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw MilvusError.Parameter($"Param {key}:{text} is not a number");
}
