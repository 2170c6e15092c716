namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// The share of a score that is left at the distance of a value from an origin. It is 1 within <c>offset</c>, and <c>decay</c> at the
/// distance <c>scale</c> beyond that. A linear curve stays at <c>decay</c> from there on; the others approach zero.
/// </summary>
/// <remarks>As decay_function.go of Milvus 2.6 (internal/util/function/rerank).</remarks>
internal sealed class DecayCurve
{
    private readonly Func<double, double> _factor;
    private readonly double _origin;
    private readonly double _offset;

    private DecayCurve(Func<double, double> factor, double origin, double offset)
    {
        _factor = factor;
        _origin = origin;
        _offset = offset;
    }

    /// <summary>The curve of a function name; null if there is none.</summary>
    public static DecayCurve? Find(string? function, double origin, double scale, double offset, double decay)
    {
        Func<double, double>? factor = function switch
        {
            "gauss" => distance => Math.Exp(Math.Log(decay) * distance * distance / (scale * scale)),
            "exp" => distance => Math.Exp(Math.Log(decay) * distance / scale),
            "linear" => distance => Math.Max(decay, 1 - ((1 - decay) * distance / scale)),
            _ => null,
        };
        return factor is null ? null : new DecayCurve(factor, origin, offset);
    }

    public double At(double value) => _factor(Math.Max(0, Math.Abs(value - _origin) - _offset));
}
