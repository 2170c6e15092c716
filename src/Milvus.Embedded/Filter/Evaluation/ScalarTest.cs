using System.Text;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A test of one value whose type is known only when it is met: in JSON, or as an array's element.</summary>
internal abstract class ScalarTest
{
    /// <summary>The types of values it can tell of; of any other it says neither yes nor no.</summary>
    public abstract ScalarTypes Types { get; }

    /// <summary>As of a predicate.</summary>
    public abstract int Cost { get; }

    public abstract bool Integer(long value);

    public abstract bool Number(double value);

    public abstract bool Truth(bool value);

    public abstract bool Text(string value);

    /// <summary>The same for a text in UTF-8.</summary>
    public virtual bool Text(ReadOnlySpan<byte> utf8) => Text(Encoding.UTF8.GetString(utf8));
}
