using System.Text;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A comparison with a constant. A value of another type is neither equal to it nor has an order to it.</summary>
internal sealed class CompareTest(Comparison comparison, Constant constant) : ScalarTest
{
    readonly byte[] _utf8 = constant.Kind == ConstantKind.String ? Encoding.UTF8.GetBytes(constant.String) : [];
    readonly bool _ifOtherType = comparison == Comparison.NotEqual;

    public override int Cost => 4;

    public override bool Integer(long value) => constant.Kind switch
    {
        ConstantKind.Int64 => comparison.HoldsFor(value.CompareTo(constant.Int64)),
        ConstantKind.Double => comparison.HoldsFor(value, constant.Double),
        _ => _ifOtherType,
    };

    public override bool Number(double value) =>
        constant.IsNumber ? comparison.HoldsFor(value, constant.Number) : _ifOtherType;

    public override bool Truth(bool value) =>
        constant.Kind == ConstantKind.Bool ? comparison.HoldsFor(value.CompareTo(constant.Bool)) : _ifOtherType;

    public override bool Text(string value)
    {
        if (constant.Kind != ConstantKind.String)
        {
            return _ifOtherType;
        }

        return comparison switch
        {
            Comparison.Equal => string.Equals(value, constant.String, StringComparison.Ordinal),
            Comparison.NotEqual => !string.Equals(value, constant.String, StringComparison.Ordinal),
            _ => comparison.HoldsFor(Utf8Order.Compare(value, constant.String)),
        };
    }

    public override bool Text(ReadOnlySpan<byte> utf8) =>
        constant.Kind == ConstantKind.String ? comparison.HoldsFor(utf8.SequenceCompareTo(_utf8)) : _ifOtherType;
}
