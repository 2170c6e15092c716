using System.Globalization;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Search.Ranking;

namespace Milvus.Embedded.Search.Chains;

/// <summary><c>decay</c>: a factor that falls from 1 with the distance of a value from an origin; null for a null.</summary>
/// <remarks>As decay_expr.go of Milvus 3.0 (internal/util/function/chain/expr).</remarks>
internal sealed class Decay : IChainFunction
{
    private readonly DecayCurve _curve;

    public Decay(ChainParameters parameters, IReadOnlyList<ChainArgument> arguments)
    {
        if (arguments.Count != 1)
        {
            throw MilvusError.Parameter($"decay: expected 1 input column, got {arguments.Count}");
        }

        if (arguments[0].Kind is not (ChainKind.Float or ChainKind.Number))
        {
            throw MilvusError.Parameter($"decay: unsupported input column type {arguments[0].Kind}, expected numeric type");
        }

        var function = parameters.Text("function") ?? throw parameters.CreateMissing("function");
        var origin = Finite("origin", parameters.Number("origin") ?? throw parameters.CreateMissing("origin"));
        var scale = Finite("scale", parameters.Number("scale") ?? throw parameters.CreateMissing("scale"));
        var offset = Finite("offset", parameters.Number("offset") ?? 0);
        var decay = Finite("decay", parameters.Number("decay") ?? 0.5);
        Check("scale must be > 0", scale > 0, scale);
        Check("offset must be >= 0", offset >= 0, offset);
        Check("decay must be 0 < decay < 1", decay is > 0 and < 1, decay);
        _curve = DecayCurve.Find(function, origin, scale, offset, decay)
            ?? throw MilvusError.Parameter($"decay: invalid function \"{function}\", must be one of [gauss, exp, linear]");
    }

    public double? Of(IReadOnlyList<double?> values) => values[0] is { } value ? _curve.At(value) : null;

    private static double Finite(string name, double value)
    {
        Check($"{name} must be finite", double.IsFinite(value), value);
        return value;
    }

    private static void Check(string rule, bool holds, double value)
    {
        if (!holds)
        {
            throw MilvusError.Parameter(string.Create(CultureInfo.InvariantCulture, $"decay: {rule}, got {value:F6}"));
        }
    }
}
