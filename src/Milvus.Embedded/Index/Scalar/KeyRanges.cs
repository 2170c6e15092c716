using System.Text;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Index.Scalar;

/// <summary>
/// The ranges of values that a condition accepts, or a superset of them: the filter evaluates the candidates again. All ranges have the
/// type of the index.
/// </summary>
internal sealed class KeyRanges
{
    private KeyRanges()
    {
    }

    /// <summary>The order of texts in indexes and filters: by their UTF-8 bytes.</summary>
    public static IComparer<string> TextOrder { get; } = Comparer<string>.Create(Utf8Order.Compare);

    public List<KeyRange<long>> Integers { get; } = [];

    public List<KeyRange<double>> Numbers { get; } = [];

    public List<KeyRange<string>> Texts { get; } = [];

    /// <summary>The ranges of a comparison; null if it does not narrow the values.</summary>
    /// <param name="kind">The type of the index's values.</param>
    /// <param name="single">Whether the values are float32, to which a constant is rounded first.</param>
    public static KeyRanges? Of(KeyKind kind, bool single, Comparison comparison, Constant value)
    {
        var ranges = new KeyRanges();
        return comparison != Comparison.NotEqual && ranges.Add(kind, single, comparison, value) ? ranges : null;
    }

    /// <summary>The ranges of a list of values.</summary>
    public static KeyRanges? Of(KeyKind kind, bool single, IEnumerable<Constant> values)
    {
        var ranges = new KeyRanges();
        return values.All(value => ranges.Add(kind, single, Comparison.Equal, value)) ? ranges : null;
    }

    /// <summary>The range of texts that begin with a prefix.</summary>
    public static KeyRanges OfPrefix(string prefix)
    {
        var ranges = new KeyRanges();
        ranges.Texts.Add(
            FindSuccessor(prefix) is { } end ? new KeyRange<string>(true, prefix, true, end) : KeyRange<string>.AtLeast(prefix));
        return ranges;
    }

    /// <summary>The smallest text above all texts with the prefix: the last character that has a successor is replaced by it.</summary>
    private static string? FindSuccessor(string prefix)
    {
        const int Last = 0x10FFFF;
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0 && runes[^1].Value == Last)
        {
            runes.RemoveAt(runes.Count - 1);
        }

        if (runes.Count == 0)
        {
            return null;
        }

        // Surrogates are not characters: U+E000 follows U+D7FF.
        runes[^1] = new Rune(runes[^1].Value == 0xD7FF ? 0xE000 : runes[^1].Value + 1);
        return string.Concat(runes);
    }

    /// <summary>The pairwise intersection. Both have the same number of ranges.</summary>
    public KeyRanges And(KeyRanges other)
    {
        var both = new KeyRanges();
        both.Integers.AddRange(Integers.Zip(other.Integers, (mine, its) => mine.And(its, Comparer<long>.Default)));
        both.Numbers.AddRange(Numbers.Zip(other.Numbers, (mine, its) => mine.And(its, Comparer<double>.Default)));
        both.Texts.AddRange(Texts.Zip(other.Texts, (mine, its) => mine.And(its, TextOrder)));
        return both;
    }

    private bool Add(KeyKind kind, bool single, Comparison comparison, Constant value)
    {
        switch (kind, value.Kind)
        {
            case (KeyKind.Integers, ConstantKind.Int64):
                Integers.Add(Range(comparison, value.Int64));
                return true;
            case (KeyKind.Integers, ConstantKind.Double):
                return false;
            case (KeyKind.Numbers, ConstantKind.Int64 or ConstantKind.Double):
                Numbers.Add(Range(comparison, single ? (float)value.Number : value.Number));
                return true;
            case (KeyKind.Texts, ConstantKind.String):
                Texts.Add(Range(comparison, value.String));
                return true;
            default:
                // An index of another type than the value does not narrow the values.
                return false;
        }
    }

    private static KeyRange<T> Range<T>(Comparison comparison, T value) => comparison switch
    {
        Comparison.Equal => KeyRange<T>.Of(value),
        Comparison.Less or Comparison.LessEqual => KeyRange<T>.AtMost(value),
        _ => KeyRange<T>.AtLeast(value),
    };
}
