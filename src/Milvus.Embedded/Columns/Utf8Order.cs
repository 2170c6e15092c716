namespace Milvus.Embedded.Columns;

/// <summary>The order of texts by their UTF-8 bytes, which is that of their code points. The order of UTF-16 units differs.</summary>
internal static class Utf8Order
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Weight(left[common]).CompareTo(Weight(right[common]));
    }

    /// <summary>Surrogates encode the highest code points, but are less than U+E000 as units.</summary>
    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
