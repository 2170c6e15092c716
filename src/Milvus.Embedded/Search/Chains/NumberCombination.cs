using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search.Chains;

/// <summary>
/// <c>num_combine</c>: combines several numbers into one. <c>null_policy</c> says whether a null makes the result null, counts as zero or
/// is skipped. If all are skipped, the result is null.
/// </summary>
/// <remarks>As num_combine_expr.go of Milvus 3.0 (internal/util/function/chain/expr).</remarks>
internal sealed class NumberCombination : IChainFunction
{
    private readonly Func<IReadOnlyList<(double Value, double Weight)>, double> _mode;
    private readonly double[]? _weights;
    private readonly string _nullPolicy;

    public NumberCombination(ChainParameters parameters, IReadOnlyList<ChainArgument> arguments)
    {
        if (arguments.Count < 2)
        {
            throw MilvusError.Parameter($"num_combine: expected at least 2 input columns, got {arguments.Count}");
        }

        if (arguments.FirstOrDefault(argument => argument.Kind is not (ChainKind.Float or ChainKind.Number)) is { } wrong)
        {
            throw MilvusError.Parameter($"num_combine: unsupported input column type {wrong.Kind}, expected numeric type");
        }

        var mode = parameters.Text("mode") is { Length: > 0 } given ? given : "multiply";
        _mode = mode switch
        {
            "multiply" => values => values.Aggregate(1.0, (product, item) => product * item.Value),
            "sum" => values => values.Sum(item => item.Value),
            "max" => values => values.Max(item => item.Value),
            "min" => values => values.Min(item => item.Value),
            "avg" => values => values.Average(item => item.Value),
            "weighted" => values => values.Sum(item => item.Value * item.Weight),
            _ => throw MilvusError.Parameter(
                $"num_combine: invalid mode \"{mode}\", must be one of [multiply, sum, max, min, avg, weighted]"),
        };
        _weights = Weights(parameters, mode, arguments.Count);
        _nullPolicy = parameters.Text("null_policy") ?? "propagate";
        if (_nullPolicy is not ("propagate" or "as_zero" or "skip"))
        {
            throw MilvusError.Parameter($"num_combine: invalid null_policy \"{_nullPolicy}\", must be one of [propagate, as_zero, skip]");
        }
    }

    public double? Of(IReadOnlyList<double?> values)
    {
        var given = new List<(double, double)>(values.Count);
        for (var place = 0; place < values.Count; place++)
        {
            if (values[place] is null && _nullPolicy == "propagate")
            {
                return null;
            }

            if (values[place] is not null || _nullPolicy == "as_zero")
            {
                given.Add((values[place] ?? 0, _weights?[place] ?? 1));
            }
        }

        return given.Count > 0 ? _mode(given) : null;
    }

    private static double[]? Weights(ChainParameters parameters, string mode, int arguments)
    {
        var weights = parameters.Numbers("weights");
        if (mode != "weighted")
        {
            return null;
        }

        if (weights is not { Length: > 0 })
        {
            throw MilvusError.Parameter("num_combine: weighted mode requires weights");
        }

        var wrong = Array.FindIndex(weights, weight => !double.IsFinite(weight));
        if (wrong >= 0)
        {
            throw MilvusError.Parameter($"num_combine: weight[{wrong}] must be finite");
        }

        return weights.Length == arguments
            ? weights
            : throw MilvusError.Parameter($"num_combine: weighted mode requires {arguments} weights, got {weights.Length}");
    }
}
