using System.Globalization;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Service;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// Scores fall with the distance of a field's value from an origin: by the factor <c>decay</c> at the distance <c>scale</c>, after an
/// <c>offset</c> where they do not fall. A null has no distance and keeps its score.
/// </summary>
internal sealed class DecayReranker : IReranker, IHitScorer
{
    private readonly string _field;
    private readonly WeightedScorer _scorer;
    private readonly DecayCurve _curve;
    private readonly string _scoreMode;

    public DecayReranker(CollectionEntry collection, FunctionParameters parameters)
    {
        if (parameters.Function.InputFieldNames is not [var name])
        {
            throw MilvusError.Parameter($"Decay rerank only supports single input, but gets {parameters.Function.InputFieldNames.Count} input");
        }
        var field = collection.FindField(name) ?? throw MilvusError.Parameter($"Decay rerank: field {name} does not exist");
        if (!field.DataType.IsNumber())
        {
            throw MilvusError.Parameter($"Decay rerank: unsupported input field type:{field.DataType.Text()}, only support numeric field");
        }
        _field = name;
        var origin = Needed(parameters, "origin");
        var scale = Needed(parameters, "scale");
        var offset = parameters.Number("offset") ?? 0;
        var decay = parameters.Number("decay") ?? 0.5;
        Check("scale must > 0", scale > 0, scale);
        Check("offset must >= 0", offset >= 0, offset);
        Check("decay must 0 < decay < 1", decay is > 0 and < 1, decay);
        var function = parameters.Text("function");
        _curve = DecayCurve.Find(function, origin, scale, offset, decay)
            ?? throw MilvusError.Parameter($"Invalid decay function: {function}, only support [gauss,exp,linear]");
        _scoreMode = parameters.Text("score_mode")?.ToLowerInvariant() ?? "max";
        if (_scoreMode is not ("max" or "sum" or "avg"))
        {
            throw MilvusError.Parameter($"unsupported score_mode: {_scoreMode}, only supports [max,sum,avg]");
        }
        _scorer = new WeightedScorer([1], Iteration.Boolean(parameters.Text("norm_score")) ?? false);
    }

    public DistanceMetric? Metric => DistanceMetric.InnerProduct;

    // Servers rank by a decay what came together from all segments, and the offset is taken off there.
    public bool RanksPage => true;

    public IReadOnlyList<Hit> Apply(ReadScope scope, DistanceMetric metric, IReadOnlyList<Hit> hits)
    {
        var column = scope.Segment.Columns.Find(_field)!;
        return [.. hits
            .Select(hit => hit with { Distance = -(float)(_scorer.Score(0, 0, metric.ScoreOf(hit.Distance), metric) * Factor(column, hit.Row)) })
            .OrderBy(hit => hit.Distance)];
    }

    public float Score(int search, int rank, float score, DistanceMetric metric) => _scorer.Score(0, rank, score, metric);

    public float Join(float known, float more) => _scoreMode == "max" ? Math.Max(known, more) : known + more;

    public float Finish(float score, int searches, ColumnSet columns, int row) =>
        (float)((_scoreMode == "avg" ? score / searches : score) * Factor(columns.Find(_field)!, row));

    /// <summary>What the score of a row is multiplied by.</summary>
    private double Factor(Column column, int row) => column.IsNull(row) ? 1 : _curve.At(Aggregate.Number(column, row));

    private static double Needed(FunctionParameters parameters, string key) =>
        parameters.Number(key) ?? throw MilvusError.Parameter($"Decay function lack param: {key}");

    private static void Check(string rule, bool holds, double value)
    {
        if (!holds)
        {
            throw MilvusError.Parameter(string.Create(CultureInfo.InvariantCulture, $"Decay function param: {rule}, but got {value}"));
        }
    }
}
