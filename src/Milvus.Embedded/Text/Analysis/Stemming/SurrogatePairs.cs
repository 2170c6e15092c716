namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Makes a stemmer, which counts UTF-16 units, count a surrogate pair as one letter.</summary>
internal static class SurrogatePairs
{
    public static string Map(string term, Func<string, string> stem)
    {
        if (!term.Any(char.IsSurrogate))
        {
            return stem(term);
        }

        // The high surrogate stands for the pair. Stemmers never delete a pair in front of another one, so the remaining pairs are the
        // first ones, in their order.
        var seconds = new Queue<char>(term.Where(char.IsLowSurrogate));
        var stemmed = stem(string.Concat(term.Where(unit => !char.IsLowSurrogate(unit))));
        return string.Concat(stemmed.Select(unit => char.IsHighSurrogate(unit) ? $"{unit}{seconds.Dequeue()}" : $"{unit}"));
    }
}
