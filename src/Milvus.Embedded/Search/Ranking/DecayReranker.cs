using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>Multiplies scores by a <see cref="DecayCurve"/> of a field's value. A null makes the score 0.</summary>
internal sealed class DecayReranker : IReranker, IHitScorer
{
    private readonly string _field;
    private readonly WeightedScorer _scorer;
    private readonly DecayCurve _curve;
    private readonly string _scoreMode;

    public DecayReranker(CollectionEntry collection, FunctionParameters parameters)
    {
        var inputs = parameters.Function.InputFieldNames;
        foreach (var input in inputs)
        {
            CheckInput(collection.FindField(input));
        }

        var function = parameters.Text("function")?.ToLowerInvariant() ?? throw MilvusError.Missing("decay function not specified");
        var origin = Number(parameters, "origin") ?? throw MilvusError.Missing("decay origin not specified");
        var scale = Number(parameters, "scale") ?? throw MilvusError.Missing("decay scale not specified");
        var offset = Number(parameters, "offset") ?? 0;
        var decay = Number(parameters, "decay") ?? 0.5;
        _scoreMode = parameters.Text("score_mode")?.ToLowerInvariant() ?? "max";
        if (_scoreMode is not ("max" or "sum" or "avg"))
        {
            throw MilvusError.Parameter($"unsupported score_mode: {_scoreMode}, only supports [max, sum, avg]");
        }

        _field =
            inputs.Count == 1
                ? inputs[0]
                : throw MilvusError.Parameter($"rerank_builder: decay reranker requires exactly 1 input field, got {inputs.Count}");
        var field =
            collection.FindField(_field)
            ?? throw MilvusError.Parameter($"rerank_builder: input field {_field} not found in collection schema");
        if (!field.DataType.IsNumber())
        {
            throw MilvusError.Parameter($"rerank_builder: decay input field {_field} must be numeric, got {field.DataType.Text()}");
        }

        Check("scale must be > 0", scale > 0, scale);
        Check("offset must be >= 0", offset >= 0, offset);
        Check("decay must be 0 < decay < 1", decay is > 0 and < 1, decay);
        Check("decay must be between 0.001000 and 0.999000 for numerical stability", decay is >= 0.001 and <= 0.999, decay);
        _curve = DecayCurve.Find(function, origin, scale, offset, decay)
            ?? throw CreateWrong($"invalid function \"{function}\", must be one of [gauss, exp, linear]");
        _scorer = new WeightedScorer([1], Iteration.Boolean(parameters.Text("norm_score")) ?? false);
    }

    public DistanceMetric? Metric => DistanceMetric.InnerProduct;

    // Milvus ranks by decay after it has reduced the results of all segments and applied the offset.
    public bool RanksPage => true;

    public IReadOnlyList<Hit> Apply(ReadScope scope, DistanceMetric metric, IReadOnlyList<Hit> hits)
    {
        var column = scope.Segment.Columns.Find(_field)!;
        return
        [
            .. hits.Select(hit =>
                    hit with
                    {
                        Distance = -(float)(_scorer.Score(0, 0, metric.ToScore(hit.Distance), metric) * Factor(column, hit.Row)),
                    })
                .OrderBy(hit => hit.Distance),
        ];
    }

    public float Score(int search, int rank, float score, DistanceMetric metric) => _scorer.Score(0, rank, score, metric);

    public float Join(float known, float more) => _scoreMode == "max" ? Math.Max(known, more) : known + more;

    public float Finish(float score, int searches, ColumnSet columns, int row) =>
        (float)((_scoreMode == "avg" ? score / searches : score) * Factor(columns.Find(_field)!, row));

    /// <summary>The factor of a row's score.</summary>
    private double Factor(Column column, int row) => column.IsNull(row) ? 0 : _curve.At(Aggregate.Number(column, row));

    /// <summary>Milvus cannot read fields of these types for ranking.</summary>
    private static void CheckInput(FieldSchema? field)
    {
        if (
            field is not null
            && (
                field.DataType.IsVector()
                || field.DataType is DataType.Json or DataType.Array or DataType.ArrayOfVector or DataType.Geometry))
        {
            throw new MilvusError(MilvusError.InternalCode, $"unsupported field type: {field.DataType.Text()}: service internal error");
        }
    }

    private static double? Number(FunctionParameters parameters, string key) => parameters.Text(key) is { } text
        ? parameters.Number(key) ?? throw MilvusError.Parameter($"decay param {key}: {text} is not a number")
        : null;

    private static void Check(string rule, bool holds, double value)
    {
        if (!holds)
        {
            throw CreateWrong(string.Create(CultureInfo.InvariantCulture, $"{rule}, got {value:F6}"));
        }
    }

    private static MilvusError CreateWrong(string message) => MilvusError.Parameter($"rerank_builder: decay: {message}: invalid parameter");
}
