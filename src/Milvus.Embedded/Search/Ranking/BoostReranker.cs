using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Records;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// Multiplies or adds weights for hits that match filters. function_mode says how the weights of a hit are combined, boost_mode how the
/// result is applied to its score. For a distance metric, a factor below 1 or a positive summand raises a hit.
/// </summary>
internal sealed class BoostReranker : IReranker
{
    private readonly Boost[] _boosts;
    private readonly bool _sumOfWeights;
    private readonly bool _addToScore;

    public BoostReranker(CollectionEntry collection, IEnumerable<FunctionParameters> functions, FunctionScore score)
    {
        _boosts = [.. functions.Select(function => Read(collection, function))];
        _sumOfWeights = IsSum(score, "function_mode");
        _addToScore = IsSum(score, "boost_mode");
    }

    public DistanceMetric? Metric => null;

    public bool RanksPage => false;

    public IReadOnlyList<Hit> Apply(ReadScope scope, DistanceMetric metric, IReadOnlyList<Hit> hits)
    {
        var weights = new double?[hits.Count];
        foreach (var boost in _boosts)
        {
            var matching = boost.Filter is { } filter ? FindMatching(scope, filter, hits) : null;
            for (var place = 0; place < hits.Count; place++)
            {
                if (matching is null || matching[hits[place].Row])
                {
                    var weight = boost.Weight * boost.Chance(scope.Segment.Columns, hits[place].Row);
                    weights[place] = weights[place] is not { } known ? weight : _sumOfWeights ? known + weight : known * weight;
                }
            }
        }

        return
        [
            .. hits.Select((hit, place) => weights[place] is { } weight ? hit with { Distance = ApplyWeight(hit.Distance, weight) } : hit)
                .OrderBy(hit => hit.Distance),
        ];
    }

    // A summand always raises a hit, as in Milvus, so it is subtracted from the distance.
    private float ApplyWeight(float distance, double weight) => (float)(_addToScore ? distance - weight : distance * weight);

    /// <summary>The rows of the hits that match the filter. Only the blocks of 64 rows with hits are evaluated.</summary>
    private static RowBitmap FindMatching(ReadScope scope, CompiledFilter filter, IReadOnlyList<Hit> hits)
    {
        var rows = new RowBitmap(scope.Snapshot.Rows);
        foreach (var block in hits.Select(hit => hit.Row & ~63).Distinct())
        {
            filter.Evaluate(scope.Segment.Columns, block, Math.Min(64, scope.Snapshot.Rows - block), rows);
        }

        return rows;
    }

    private static Boost Read(CollectionEntry collection, FunctionParameters function)
    {
        if (function.Function.InputFieldNames.Count > 0)
        {
            throw MilvusError.Parameter("Boost function should not have input field names");
        }

        if (function.Text("weight") is null)
        {
            throw MilvusError.Parameter("failed to create query plan: must set weight params for weight scorer: query plan failed");
        }

        var weight = function.Number("weight")
            ?? throw MilvusError.Parameter("failed to create query plan: parse function scorer weight params failed: "
                + $"strconv.ParseFloat: parsing \"{function.Text("weight")}\": invalid syntax: query plan failed");
        var filter = function.Text("filter") is { Length: > 0 } text ? Compile(collection, text) : null;
        return new Boost(weight, filter, RandomScore.Of(collection, function.Text("random_score")));
    }

    private static CompiledFilter Compile(CollectionEntry collection, string text)
    {
        try
        {
            return FilterCompiler.Compile(text, collection.Schema, new Dictionary<string, TemplateValue>());
        }
        catch (FilterException exception)
        {
            throw MilvusError.Parameter($"failed to create query plan: parse expr failed: {exception.Message}: query plan failed");
        }
    }

    private static bool IsSum(FunctionScore score, string key) => (score.Params.Find(key) ?? "multiply").Trim('"').ToLowerInvariant() switch
    {
        "multiply" => false,
        "sum" => true,
        var other => throw MilvusError.Parameter($"unknown {key}: {other}, only support [multiply,sum]"),
    };

    private sealed record Boost(double Weight, CompiledFilter? Filter, RandomScore? Random)
    {
        public double Chance(ColumnSet columns, int row) => Random?.Of(columns, row) ?? 1;
    }
}
