using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Membership in a list with values of several types. 1 and 1.0 are the same value.</summary>
internal sealed class InTest : ScalarTest
{
    private readonly HashSet<long> _integers = [];
    private readonly HashSet<double> _fractions = [];
    private readonly HashSet<double> _numbers = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<bool> _booleans = [];

    public InTest(IEnumerable<Constant> values)
    {
        foreach (var value in values)
        {
            switch (value.Kind)
            {
                case ConstantKind.Int64:
                    _integers.Add(value.Int64);
                    _numbers.Add(value.Int64);
                    break;
                case ConstantKind.Double:
                    _fractions.Add(value.Double);
                    _numbers.Add(value.Double);
                    break;
                case ConstantKind.String:
                    _texts.Add(value.String);
                    break;
                case ConstantKind.Bool:
                    _booleans.Add(value.Bool);
                    break;
                case ConstantKind.Array:
                    // A scalar never equals an array.
                    break;
            }
        }
    }

    public override ScalarTypes Types =>
        (_numbers.Count > 0 ? ScalarTypes.Number : ScalarTypes.None)
        | (_texts.Count > 0 ? ScalarTypes.Text : ScalarTypes.None)
        | (_booleans.Count > 0 ? ScalarTypes.Boolean : ScalarTypes.None);

    public override int Cost => 10;

    public override bool Integer(long value) =>
        _integers.Contains(value) || (_fractions.Count > 0 && _fractions.Contains(value));

    public override bool Number(double value) => _numbers.Contains(value);

    public override bool Boolean(bool value) => _booleans.Contains(value);

    public override bool Text(string value) => _texts.Contains(value);
}
