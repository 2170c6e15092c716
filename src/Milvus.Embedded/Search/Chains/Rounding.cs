using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Search.Chains;

/// <summary><c>round_decimal</c>: rounds a score to a number of decimals, halves up.</summary>
internal sealed class Rounding : IChainFunction
{
    private readonly double _unit;

    public Rounding(ChainParameters parameters, IReadOnlyList<ChainArgument> arguments)
    {
        if (arguments.Count != 1)
        {
            throw MilvusError.Parameter($"round_decimal: expected 1 input column, got {arguments.Count}");
        }

        if (arguments[0].Kind != ChainKind.Float)
        {
            throw MilvusError.Parameter($"round_decimal: input must be Float32, got {arguments[0].Kind}");
        }

        var decimals = parameters.Whole("decimal") ?? throw parameters.CreateMissing("decimal");
        _unit = decimals is >= 0 and <= 6
            ? Math.Pow(10, decimals)
            : throw MilvusError.Parameter($"round_decimal: decimal must be in range [0, 6], got {decimals}");
    }

    public double? Of(IReadOnlyList<double?> values) => values[0] is { } value ? Math.Floor((value * _unit) + 0.5) / _unit : null;
}
