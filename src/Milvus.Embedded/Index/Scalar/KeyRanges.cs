using System.Text;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Index.Scalar;

/// <summary>The values a condition asks for, or more than those: the filter looks again. Of one kind, that of the index.</summary>
internal sealed class KeyRanges
{
    private KeyRanges()
    {
    }

    /// <summary>The order of texts in an index and in filters.</summary>
    public static IComparer<string> TextOrder { get; } = Comparer<string>.Create(Utf8Order.Compare);

    public List<KeyRange<long>> Integers { get; } = [];

    public List<KeyRange<double>> Numbers { get; } = [];

    public List<KeyRange<string>> Texts { get; } = [];

    /// <summary>Of a comparison; null where it asks for no range.</summary>
    /// <param name="kind">The kind of the index's values.</param>
    /// <param name="single">Whether they are floats of 32 bits, to which a constant is rounded first.</param>
    public static KeyRanges? Of(KeyKind kind, bool single, Comparison comparison, Constant value)
    {
        var ranges = new KeyRanges();
        return comparison != Comparison.NotEqual && ranges.Add(kind, single, comparison, value) ? ranges : null;
    }

    /// <summary>Of a list of values.</summary>
    public static KeyRanges? Of(KeyKind kind, bool single, IEnumerable<Constant> values)
    {
        var ranges = new KeyRanges();
        return values.All(value => ranges.Add(kind, single, Comparison.Equal, value)) ? ranges : null;
    }

    /// <summary>Of texts that begin with a text.</summary>
    public static KeyRanges OfPrefix(string prefix)
    {
        var ranges = new KeyRanges();
        ranges.Texts.Add(After(prefix) is { } end ? new KeyRange<string>(true, prefix, true, end) : KeyRange<string>.AtLeast(prefix));
        return ranges;
    }

    /// <summary>The least text above all that begin with the prefix: the last character that has a successor is raised to it.</summary>
    private static string? After(string prefix)
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

        // Surrogates are not characters: the character after U+D7FF is U+E000.
        runes[^1] = new Rune(runes[^1].Value == 0xD7FF ? 0xE000 : runes[^1].Value + 1);
        return string.Concat(runes);
    }

    /// <summary>The values that are in one range of this and in one of the other, each of which has one.</summary>
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
                // A value of another type: an index of one type does not tell.
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
