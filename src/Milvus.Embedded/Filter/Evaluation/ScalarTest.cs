using System.Text;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A test of one value whose type is only known for each row: in JSON, or an element of an array.</summary>
internal abstract class ScalarTest
{
    /// <summary>The types to which the test applies. For values of other types it is UNKNOWN.</summary>
    public abstract ScalarTypes Types { get; }

    /// <summary>As <see cref="Predicate.Cost"/>.</summary>
    public abstract int Cost { get; }

    public abstract bool Integer(long value);

    public abstract bool Number(double value);

    public abstract bool Boolean(bool value);

    public abstract bool Text(string value);

    /// <summary>Tests a text given in UTF-8.</summary>
    public virtual bool Text(ReadOnlySpan<byte> utf8) => Text(Encoding.UTF8.GetString(utf8));
}
