using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Search.Ranking;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// Merges the hits of several searches, each once, best first. Scores are normalised if requested. Otherwise distances are inverted if
/// other searches have similarities. If all scores are distances they stay as they are, and less is better.
/// </summary>
/// <remarks>
/// As operator_merge.go of Milvus 3.0 (internal/util/function/chain), which defaults to k = 60 of Cormack, Clarke and Buettcher (2009).
/// </remarks>
internal sealed class MergeStep
{
    private const double DefaultK = 60;
    private const double MaxK = 16384;

    private readonly string _strategy;
    private readonly double _k;
    private readonly double[]? _weights;
    private readonly bool _normalise;

    public MergeStep(FunctionChainOp operation, int searches)
    {
        if (operation.Expr is not null || operation.Inputs.Count > 0 || operation.Outputs.Count > 0)
        {
            throw MilvusError.Parameter("merge_op: expr, explicit inputs and explicit outputs are not supported");
        }

        var parameters = new ChainParameters("merge_op", operation.Params);
        var given = parameters.Text("strategy") ?? throw parameters.CreateMissing("strategy");
        _strategy = given.Trim().ToLowerInvariant();
        string[] allowed = _strategy switch
        {
            "rrf" => ["strategy", "k", "weights"],
            "weighted" => ["strategy", "weights", "norm_score"],
            "max" or "sum" or "avg" => ["strategy", "norm_score"],
            _ => throw MilvusError.Parameter($"merge_op: unsupported strategy \"{given}\""),
        };
        if (parameters.Names.Except(allowed).FirstOrDefault() is { } unknown)
        {
            throw MilvusError.Parameter($"merge_op: parameter \"{unknown}\" is not supported for strategy \"{_strategy}\"");
        }

        _k = parameters.Number("k") ?? DefaultK;
        if (_k is not (> 0 and < MaxK))
        {
            throw MilvusError.Parameter("merge_op: k must be finite and in range (0, 16384)");
        }

        _weights = Weights(parameters, needed: _strategy == "weighted", searches);
        _normalise = parameters.Flag("norm_score") ?? false;
    }

    /// <param name="frames">The hits of one query in each search, best first.</param>
    /// <param name="metrics">The metric of each search.</param>
    /// <returns>The hits with their merged scores, best first.</returns>
    public IReadOnlyList<(Hit Hit, float Score)> Merge(IReadOnlyList<ChainFrame> frames, IReadOnlyList<DistanceMetric> metrics)
    {
        var scores = new Dictionary<(object, int), (Hit Hit, float Score, int Count)>();
        var convert =
            _strategy != "rrf"
            && (_normalise || metrics.Any(metric => metric.IsSimilarity()) && metrics.Any(metric => !metric.IsSimilarity()));
        for (var search = 0; search < frames.Count; search++)
        {
            var scorer = new WeightedScorer([1], _normalise);
            for (var place = 0; place < frames[search].Hits.Count; place++)
            {
                var raw = frames[search].ScoreAt(place);
                var score = Weigh(search, place, convert ? scorer.Score(0, place, raw, metrics[search]) : raw);
                var identity = frames[search].IdentityAt(place);
                scores[identity] = scores.TryGetValue(identity, out var known)
                    ? known with
                    {
                        Score = _strategy == "max" ? Math.Max(known.Score, score) : known.Score + score,
                        Count = known.Count + 1,
                    }
                    : (frames[search].Hits[place], score, 1);
            }
        }

        var descending = _strategy == "rrf" || convert || metrics.All(metric => metric.IsSimilarity());
        var merged = scores
            .Select(pair =>
                (Identity: pair.Key, pair.Value.Hit, Score: _strategy == "avg" ? pair.Value.Score / pair.Value.Count : pair.Value.Score))
            .OrderBy(item => descending ? -item.Score : item.Score)
            .ThenBy(item => item.Identity, Comparer<(object Key, int Element)>.Create(Compare));
        return [.. merged.Select(item => (item.Hit, item.Score))];
    }

    private float Weigh(int search, int place, float score) => _strategy switch
    {
        "rrf" => (float)((_weights?[search] ?? 1) / (_k + place + 1)),
        "weighted" => (float)_weights![search] * score,
        _ => score,
    };

    private static int Compare((object Key, int Element) left, (object Key, int Element) right)
    {
        var order = left.Key is string text ? Utf8Order.Compare(text, (string)right.Key) : ((long)left.Key).CompareTo((long)right.Key);
        return order != 0 ? order : left.Element.CompareTo(right.Element);
    }

    private static double[]? Weights(ChainParameters parameters, bool needed, int searches)
    {
        var weights = parameters.Numbers("weights");
        if (weights is null)
        {
            return needed ? throw parameters.CreateMissing("weights") : null;
        }

        var wrong = Array.FindIndex(weights, weight => weight is not (>= 0 and <= 1));
        if (wrong >= 0)
        {
            throw MilvusError.Parameter($"merge_op: weights[{wrong}] must be finite and in range [0, 1]");
        }

        return weights.Length == searches
            ? weights
            : throw MilvusError.Parameter($"merge_op: weights count {weights.Length} does not match search input count {searches}");
    }
}
