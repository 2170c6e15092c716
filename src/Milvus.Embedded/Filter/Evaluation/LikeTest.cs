using Milvus.Embedded.Filter.Like;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A LIKE pattern; only a text can match it.</summary>
internal sealed class LikeTest(LikePattern pattern) : ScalarTest
{
    public override ScalarTypes Types => ScalarTypes.Text;

    public override int Cost => 40;

    public override bool Integer(long value) => false;

    public override bool Number(double value) => false;

    public override bool Boolean(bool value) => false;

    public override bool Text(string value) => pattern.IsMatch(value);
}
