using System.Text.Json;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// How the hits of a row's elements become one hit of the row in a hybrid search that mixes searches of elements and of rows. It is read
/// from the search parameter <c>element_scope</c>.
/// </summary>
internal sealed class ElementCollapse
{
    private const string Key = "element_scope";
    private const string Own = $"{Key}.collapse";

    private readonly string _strategy;
    private readonly int _top;

    private ElementCollapse(string strategy, int top)
    {
        _strategy = strategy;
        _top = top;
    }

    /// <summary>The score of the best element.</summary>
    public static ElementCollapse Best { get; } = new("max", 0);

    /// <summary>Reads the parameter of a search; null if it has none.</summary>
    public static ElementCollapse? Of(JsonElement? scope)
    {
        if (scope is not { } given)
        {
            return null;
        }

        var collapse =
            Only(Object(given, Key), Key, "collapse").Select(property => (JsonElement?)property.Value).FirstOrDefault()
            ?? throw CreateMissing($"{Own} is required");
        var inner = Only(Object(collapse, Own), Own, "strategy", "topk")
            .ToDictionary(property => property.Name, property => property.Value);
        var strategy =
            !inner.TryGetValue("strategy", out var named) ? ""
            : named.ValueKind == JsonValueKind.String ? named.GetString()!.Trim()
            : throw MilvusError.Parameter($"{Own}.strategy must be a string");
        if (strategy.Length == 0)
        {
            throw CreateMissing($"{Own}.strategy is required");
        }

        if (strategy is not ("max" or "sum" or "avg" or "topk_sum" or "topk_avg"))
        {
            throw MilvusError.Parameter($"unsupported {Own}.strategy: {strategy}");
        }

        return new ElementCollapse(strategy, TopOf(inner, strategy));
    }

    /// <summary>Throws if the strategy sums up distances: the row with the most elements would be the farthest.</summary>
    public void CheckMetric(DistanceMetric metric)
    {
        if (_strategy is "sum" or "topk_sum" && !metric.IsSimilarity())
        {
            throw MilvusError.Parameter($"{Own}.strategy {_strategy} is only supported for positively related metrics");
        }
    }

    /// <summary>One hit for each row, best first.</summary>
    /// <param name="hits">The hits of one query, best first.</param>
    /// <param name="keyOf">Returns the key of a row.</param>
    /// <param name="lessIsNearer">Whether the lowest score is the best.</param>
    public List<RankedRow> Apply(IEnumerable<RankedRow> hits, Func<int, object> keyOf, bool lessIsNearer) =>
        [.. hits.GroupBy(hit => keyOf(hit.Row))
            .Select(group => new RankedRow(group.First().Row, ScoreOf([.. group.Select(hit => hit.Score)])))
            .OrderBy(row => lessIsNearer ? row.Score : -row.Score)];

    private float ScoreOf(float[] best)
    {
        var counted = _top > 0 ? best.AsSpan(0, Math.Min(_top, best.Length)) : best;
        var sum = 0f;
        foreach (var score in counted)
        {
            sum += score;
        }

        return _strategy switch
        {
            "sum" or "topk_sum" => sum,
            "avg" or "topk_avg" => sum / counted.Length,
            _ => best[0],
        };
    }

    private static int TopOf(Dictionary<string, JsonElement> inner, string strategy)
    {
        var counts = strategy is "topk_sum" or "topk_avg";
        if (!inner.TryGetValue("topk", out var given))
        {
            return counts ? throw CreateMissing($"{Own}.topk is required for strategy {strategy}") : 0;
        }

        if (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out var top))
        {
            throw MilvusError.Parameter($"{Own}.topk must be an integer");
        }

        return top <= 0 ? throw MilvusError.Parameter($"{Own}.topk must be positive")
            : counts ? top : throw MilvusError.Parameter($"{Own}.topk is only valid for topk strategies");
    }

    private static IEnumerable<JsonProperty> Object(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject()
        : throw MilvusError.Parameter($"{name} must be a JSON object");

    private static List<JsonProperty> Only(IEnumerable<JsonProperty> properties, string name, params string[] known)
    {
        List<JsonProperty> all = [.. properties];
        var other = all.Select(property => property.Name).FirstOrDefault(found => !known.Contains(found));
        return other is null ? all : throw MilvusError.Parameter($"unsupported {name} key: {other}");
    }

    private static MilvusError CreateMissing(string message) => new(MilvusError.ParameterMissingCode, message + ": missing parameter");
}
