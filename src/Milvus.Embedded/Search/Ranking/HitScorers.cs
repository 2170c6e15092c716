using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>Creates the scorer that a hybrid search names, and validates its parameters.</summary>
internal static class HitScorers
{
    private const float DefaultK = 60;

    /// <param name="request">The request. Its ranker is a strategy with parameters, or a function of type Rerank.</param>
    /// <param name="ranking">The functions that rank, without boosts; null if there are none.</param>
    public static IHitScorer Of(HybridSearchRequest request, FunctionScore? ranking)
    {
        if (ranking is not { Functions.Count: > 0 } function)
        {
            return Of(request.RankParams.Find("strategy") ?? "rrf", Json(request.RankParams.Find("params") ?? ""), request.Requests.Count);
        }

        var reranker = function.Functions.Count == 1 && function.Functions[0].Type == FunctionType.Rerank
            ? function.Functions[0]
            : throw MilvusError.Parameter("a hybrid search takes one function of type Rerank");
        var parameters = reranker.Params.ToDictionary(pair => pair.Key, pair => Value(pair.Value), StringComparer.Ordinal);
        return parameters.TryGetValue("reranker", out var name)
            ? Of(name.ToString(), parameters, request.Requests.Count)
            : throw MilvusError.Parameter("reranker not specified in rerank function");
    }

    private static IHitScorer Of(string strategy, Dictionary<string, JsonElement> parameters, int searches) =>
        strategy.ToLowerInvariant() switch
        {
            "rrf" => new ReciprocalRankScorer(K(parameters)),
            "weighted" => CreateWeighted(parameters, searches),
            _ => throw MilvusError.Parameter($"unsupported rank type {strategy}"),
        };

    private static float K(Dictionary<string, JsonElement> parameters)
    {
        if (!parameters.TryGetValue("k", out var given))
        {
            return DefaultK;
        }

        if (given.ValueKind != JsonValueKind.Number)
        {
            throw MilvusError.Parameter("The type of rank param k should be float");
        }

        var k = given.GetSingle();
        return k is > 0 and < 16384 ? k : throw MilvusError.Parameter($"The rank params k should be in range (0, 16384), but got {given}");
    }

    private static WeightedScorer CreateWeighted(Dictionary<string, JsonElement> parameters, int searches)
    {
        if (!parameters.TryGetValue("weights", out var given))
        {
            throw MilvusError.Parameter("weights not found in rank_params");
        }

        if (given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(weight => weight.ValueKind != JsonValueKind.Number))
        {
            throw MilvusError.Parameter("The weights param should be an array of numbers");
        }

        var weights = given.EnumerateArray().Select(weight => weight.GetSingle()).ToArray();
        if (weights.Length != searches)
        {
            throw MilvusError.Parameter("the length of weights param mismatch with ann search requests", searches, weights.Length);
        }

        var wrong = Array.FindIndex(weights, weight => weight is < 0 or > 1);
        if (wrong >= 0)
        {
            throw MilvusError.Parameter(
                string.Create(CultureInfo.InvariantCulture, $"rank param weight should be in range [0, 1], but got {weights[wrong]}"));
        }

        return new WeightedScorer(weights, parameters.TryGetValue("norm_score", out var normalise) && IsTrue(normalise));
    }

    private static bool IsTrue(JsonElement value) =>
        value.ValueKind == JsonValueKind.True
        || (value.ValueKind == JsonValueKind.String && value.GetString()!.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, JsonElement> Json(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) ?? [];
        }
        catch (JsonException exception)
        {
            throw MilvusError.Parameter($"the rank params are not a JSON object: {exception.Message}");
        }
    }

    // Parameters of a function are strings: numbers and lists in JSON, other values literally.
    private static JsonElement Value(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text.ToLowerInvariant() is "true" or "false" ? text.ToLowerInvariant() : text);
        }
    }
}
