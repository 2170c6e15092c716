using Google.Protobuf.Collections;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client.Reads;

/// <summary>Rankers and highlighters for the wire.</summary>
internal static class Rankers
{
    /// <summary>Adds the rankers of a plain search.</summary>
    /// <exception cref="MilvusException">A ranker needs several searches, or there are also function chains.</exception>
    internal static void Add(Protocol.SearchRequest request, VectorQuery query)
    {
        if (query.Rankers.Count == 0)
        {
            return;
        }

        if (query.FunctionChains.Count > 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Rankers and function chains exclude each other.");
        }

        if (query.Rankers.FirstOrDefault(ranker => ranker.IsFusion) is { } fusion)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The ranker {fusion.Strategy} merges several searches, but this is a single search.");
        }

        request.FunctionScore = Score(query.Rankers, query.ScoreParameters);
    }

    internal static Protocol.FunctionScore Score(IReadOnlyList<Ranker> rankers, IReadOnlyDictionary<string, object?>? parameters)
    {
        var score = new Protocol.FunctionScore();
        foreach (var ranker in rankers)
        {
            var function = new Protocol.FunctionSchema { Name = ranker.Name, Type = Protocol.FunctionType.Rerank };
            function.InputFieldNames.AddRange(ranker.Field);
            function.Params.Add(ParameterText.ToPair("reranker", ranker.Strategy));
            Add(function.Params, ranker.Parameter);
            score.Functions.Add(function);
        }

        Add(score.Params, parameters);
        return score;
    }

    internal static Protocol.Highlighter Highlighter(SearchHighlighter highlighter)
    {
        var result = new Protocol.Highlighter
        {
            Type = highlighter.Semantic ? Protocol.HighlightType.Semantic : Protocol.HighlightType.Lexical,
        };
        Add(result.Params, highlighter.Parameter);
        return result;
    }

    private static void Add(RepeatedField<Protocol.KeyValuePair> target, IReadOnlyDictionary<string, object?>? parameters)
    {
        foreach (var (key, value) in parameters ?? new Dictionary<string, object?>())
        {
            target.Add(ParameterText.ToPair(key, value));
        }
    }
}
