using System.Text;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>
/// A comparison with a constant. It applies to values of the constant's type; a numeric constant is compared with any number.
/// </summary>
internal sealed class CompareTest(Comparison comparison, Constant constant) : ScalarTest
{
    private readonly byte[] _utf8 = constant.Kind == ConstantKind.String ? Encoding.UTF8.GetBytes(constant.String) : [];

    public override ScalarTypes Types => constant.Kind switch
    {
        ConstantKind.Bool => ScalarTypes.Boolean,
        ConstantKind.String => ScalarTypes.Text,
        _ => ScalarTypes.Number,
    };

    public override int Cost => 4;

    public override bool Integer(long value) => constant.Kind == ConstantKind.Int64
        ? comparison.HoldsFor(value.CompareTo(constant.Int64))
        : comparison.HoldsFor(value, constant.Double);

    public override bool Number(double value) => comparison.HoldsFor(value, constant.Number);

    public override bool Boolean(bool value) => comparison.HoldsFor(value.CompareTo(constant.Bool));

    public override bool Text(string value) => comparison switch
    {
        Comparison.Equal => string.Equals(value, constant.String, StringComparison.Ordinal),
        Comparison.NotEqual => !string.Equals(value, constant.String, StringComparison.Ordinal),
        _ => comparison.HoldsFor(Utf8Order.Compare(value, constant.String)),
    };

    public override bool Text(ReadOnlySpan<byte> utf8) => comparison.HoldsFor(utf8.SequenceCompareTo(_utf8));
}
