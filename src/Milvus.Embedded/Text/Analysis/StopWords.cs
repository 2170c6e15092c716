using System.Collections.Concurrent;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Stop words. `_english_` and similar names stand for the list of a language.</summary>
internal static class StopWords
{
    /// <summary>The languages that have a list in Data.</summary>
    public static readonly string[] Languages =
    [
        "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian", "norwegian", "portuguese", "russian",
        "spanish", "swedish",
    ];

    private static readonly ConcurrentDictionary<string, string[]> _lists = new(StringComparer.Ordinal);

    /// <summary>The words of a list, with the names of languages expanded. Any other name is a word.</summary>
    public static HashSet<string> Of(IEnumerable<string> list)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in list)
        {
            words.UnionWith(Array.Find(Languages, language => word == $"_{language}_") is { } language ? OfLanguage(language) : [word]);
        }

        return words;
    }

    private static string[] OfLanguage(string language) =>
        _lists.GetOrAdd(language, static name => [.. DataFile.ReadLines($"stop-words-{name}.txt").SelectMany(line => line.Split(' '))]);
}
