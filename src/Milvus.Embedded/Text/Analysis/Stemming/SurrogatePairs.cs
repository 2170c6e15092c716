namespace Milvus.Embedded.Text.Analysis.Stemming;

/// <summary>Lets a stemmer, which counts letters, count a character of two UTF-16 units as one.</summary>
internal static class SurrogatePairs
{
    public static string Map(string term, Func<string, string> stem)
    {
        if (!term.Any(char.IsSurrogate))
        {
            return stem(term);
        }

        // The first half stands for both. A stem keeps those it has in their order: only letters are deleted before others.
        var seconds = new Queue<char>(term.Where(char.IsLowSurrogate));
        var stemmed = stem(string.Concat(term.Where(unit => !char.IsLowSurrogate(unit))));
        return string.Concat(stemmed.Select(unit => char.IsHighSurrogate(unit) ? $"{unit}{seconds.Dequeue()}" : $"{unit}"));
    }
}
