using Milvus.Embedded.Filter.RegularExpressions;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A regular expression; only a text can match it.</summary>
internal sealed class RegexTest(RegexPattern pattern) : ScalarTest
{
    public override ScalarTypes Types => ScalarTypes.Text;

    public override int Cost => 80;

    public override bool Integer(long value) => false;

    public override bool Number(double value) => false;

    public override bool Boolean(bool value) => false;

    public override bool Text(string value) => pattern.IsMatch(value);
}
