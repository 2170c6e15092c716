using System.Globalization;
using System.Text.RegularExpressions;

namespace Milvus.Tests.FullText;

using Milvus.Tests.Embedded;

/// <summary>Filters over generated texts, compared with an evaluator that processes each text separately.</summary>
public sealed class GeneratedTextTests
{
    private const int Rows = 9000;

    [Fact]
    public void GeneratedText_filters_find_what_looking_at_each_row_finds()
    {
        var random = new Random(20_26);
        string[] words = ["red", "Green", "blue", "x1", "ünï", "a", "the"];
        string Sentence(int most) =>
            string.Join(
                random.Next(4) == 0 ? ", " : " ",
                Enumerable.Range(0, random.Next(most)).Select(_ => words[random.Next(words.Length)]));
        var texts = Enumerable.Range(0, Rows).Select(_ => Sentence(9)).ToArray();
        using var engine = new Engine();
        TextCollections.CreateLoaded(engine, "c");
        foreach (var chunk in texts.Select((text, i) => (text, i)).Chunk(3000))
        {
            TextCollections.Insert(engine.Client, "c", chunk[0].i, [.. chunk.Select(pair => pair.text)]);
        }

        for (var round = 0; round < 60; round++)
        {
            var query = Sentence(4);
            var number = random.Next(1, 4);
            var slop = random.Next(0, 5);
            AssertSame(engine, $"text_match(t, '{query}', minimum_should_match={number})", texts, text => HasTerms(text, query, number));
            AssertSame(engine, $"phrase_match(t, '{query}', {slop})", texts, text => HasPhrase(text, query, slop));
            AssertSame(
                engine,
                $"not text_match(t, '{query}') and id % 3 == 1",
                texts,
                text => !HasTerms(text, query, 1),
                key => key % 3 == 1);
        }
    }

    private static void AssertSame(Engine engine, string filter, string[] texts, Func<string, bool> matches, Func<long, bool>? keys = null)
    {
        var expected = Enumerable
            .Range(0, texts.Length)
            .Where(row => matches(texts[row]) && keys?.Invoke(row) != false)
            .Select(row => (long)row)
            .ToArray();
        Assert.True(
            expected.SequenceEqual(engine.Keys("c", filter)),
            string.Create(CultureInfo.InvariantCulture, $"{filter}: {expected.Length} rows expected"));
    }

    private static string[] Terms(string text) =>
        [.. Regex.Matches(text.ToLowerInvariant(), @"[\p{L}\p{N}]+").Select(match => match.Value)];

    private static bool HasTerms(string text, string query, int minimum) => Terms(query).Count(Terms(text).Contains) >= minimum;

    /// <summary>Tries all assignments of the terms of the phrase to positions in the text.</summary>
    private static bool HasPhrase(string text, string query, int slop)
    {
        var phrase = Terms(query);
        var terms = Terms(text);
        bool Fits(int next, int low, int high)
        {
            if (next == phrase.Length)
            {
                return phrase.Length > 0;
            }

            return Enumerable.Range(0, terms.Length).Any(at => terms[at] == phrase[next]
                && Math.Max(high, at - next) - Math.Min(low, at - next) <= slop
                && Fits(next + 1, Math.Min(low, at - next), Math.Max(high, at - next)));
        }

        return phrase.Length > 0 && Enumerable.Range(0, terms.Length).Any(at => terms[at] == phrase[0] && Fits(1, at, at));
    }
}
