using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>Creates the reranker of a search on one field: boosts, or one decay.</summary>
internal static class Rerankers
{
    /// <summary>The reranker of a search; null if it has none.</summary>
    public static IReranker? Of(CollectionEntry collection, FunctionScore? score)
    {
        if (score is not { Functions.Count: > 0 })
        {
            return null;
        }

        var functions = score.Functions.Select(function => new FunctionParameters(function)).ToArray();
        if (functions.All(function => function.Reranker == "boost"))
        {
            return new BoostReranker(collection, functions, score);
        }

        if (functions.Length > 1)
        {
            throw MilvusError.Parameter("rerank_builder: currently only supports one rerank function");
        }

        return functions[0].Reranker == "decay"
            ? new DecayReranker(collection, functions[0])
            : throw MilvusError.Parameter($"rerank_builder: unsupported reranker {functions[0].Reranker}");
    }

    /// <summary>The boosts among functions, or the other functions; null if there are none.</summary>
    public static FunctionScore? SelectBoosts(FunctionScore? score, bool boosts)
    {
        FunctionSchema[] functions = [.. (score?.Functions ?? []).Where(function =>
            "boost".Equals(function.Params.Find("reranker"), StringComparison.OrdinalIgnoreCase) == boosts)];
        return functions.Length == 0 ? null : new FunctionScore { Functions = { functions }, Params = { score!.Params } };
    }

    /// <summary>The decay reranker of a hybrid search; null if it has another ranker.</summary>
    public static IHitScorer? DecayOf(CollectionEntry collection, FunctionScore? score) =>
        score is { Functions: [var function] }
        && function.Params.Find("reranker") is { } name
        && name.Equals("decay", StringComparison.OrdinalIgnoreCase)
            ? new DecayReranker(collection, new FunctionParameters(function))
            : null;
}
