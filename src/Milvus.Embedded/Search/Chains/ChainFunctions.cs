using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search.Chains;

/// <summary>The functions of map operators, by name.</summary>
internal static class ChainFunctions
{
    public static IChainFunction Of(string name, ChainParameters parameters, IReadOnlyList<ChainArgument> arguments) => name switch
    {
        "num_combine" => new NumberCombination(parameters, arguments),
        "decay" => new Decay(parameters, arguments),
        "round_decimal" => new Rounding(parameters, arguments),
        "rerank_model" => throw MilvusError.Parameter("function \"rerank_model\" asks a model server, which this engine does not"),
        "xgboost" => throw MilvusError.Parameter("function \"xgboost\" runs a model from a file resource, which this engine does not"),
        _ => throw MilvusError.Parameter($"unknown function: {name}"),
    };
}
