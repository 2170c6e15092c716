namespace Milvus.Tests.FullText;

using System.Security.Cryptography;
using System.Text;
using Milvus.Embedded.Text.Analysis;

/// <summary>Stemmers return the stems of Milvus 2.6. Milvus 2.3.5 and Milvus Lite have no stemmers to compare with.</summary>
public sealed class StemmerTests
{
    public static TheoryData<string> Languages => [.. Stemmers.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Stemmer_words_of_the_language_become_the_stems_of_Milvus(string language)
    {
        var golden = GoldenStems.Of(language).Words;
        Assert.InRange(golden.Count, 2_000, int.MaxValue);
        var stems = Stem(language, golden.Select(pair => pair.Word));
        Assert.DoesNotContain(golden.Zip(stems), pair => pair.First.Stem != pair.Second);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Stemmer_composed_words_become_the_stems_of_Milvus(string language)
    {
        var golden = GoldenStems.Of(language);
        var words = golden.Composed().ToList();
        Assert.Equal(20_000, words.Count);
        var stems = string.Join('\n', Stem(language, words));
        Assert.Equal(golden.ComposedHash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stems))));
    }

    /// <summary>Words with other stems in the earlier library, Snowball of 2013.</summary>
    [Theory]
    [InlineData("dutch", "lichamelijkheden", "lichamelijk")]
    [InlineData("dutch", "gewerkt", "werk")]
    [InlineData("english", "universities", "universiti")]
    [InlineData("english", "evenings", "evening")]
    [InlineData("german", "system", "system")]
    [InlineData("german", "haeuser", "haus")]
    [InlineData("romanian", "oraşe", "oraș")]
    [InlineData("russian", "ёлками", "елк")]
    [InlineData("turkish", "türkiye'dir", "türki")]
    public void Stemmer_word_that_Snowball_stems_otherwise_since_3_0_becomes_the_new_stem(string language, string word, string stem) =>
        Assert.Equal([stem], Stem(language, [word]));

    /// <summary>Regions are measured in characters, not in UTF-16 code units.</summary>
    [Theory]
    [InlineData("dutch", "octrooi\U0001F600ene", "octrooi\U0001F600en")]
    [InlineData("english", "cre\U0001D49Ced's", "cre\U0001D49Ce")]
    [InlineData("romanian", "îi\U0001D49Câseră", "îi\U0001D49Câser")]
    [InlineData("swedish", "ittlade\U0001F600et", "ittlade\U0001F600")]
    [InlineData("turkish", "alıkonulmasına\U0001F600mız", "alıkonulmasına\U0001F600mız")]
    [InlineData("turkish", "\U0001F600", "\U0001F600")]
    public void Stemmer_character_of_two_units_counts_as_one(string language, string word, string stem) =>
        Assert.Equal([stem], Stem(language, [word]));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Stemmer_shortest_words_do_not_grow(string language)
    {
        var letters = "abeiostuyäéğиь'1".ToCharArray();
        var words = letters.SelectMany(first => letters.Select(second => $"{first}{second}")).Concat(letters.Select(letter => $"{letter}"));
        Assert.All(Stem(language, words), stem => Assert.InRange(stem.Length, 0, 2));
        Assert.Equal([""], Stem(language, [""]));
    }

    [Fact]
    public void Stemmer_many_threads_get_the_stems_that_one_gets()
    {
        var words = GoldenStems.Of("turkish").Words;
        Parallel.For(0, 8, _ => Assert.Equal(words.Select(pair => pair.Stem), Stem("turkish", words.Select(pair => pair.Word))));
    }

    private static List<string> Stem(string language, IEnumerable<string> words)
    {
        var stemmer = Stemmers.Find(language.ToUpperInvariant())!;
        return
        [
            .. stemmer.Apply([.. words.Select((word, index) => new TextToken(word, 0, word.Length, index))]).Select(token => token.Term),
        ];
    }
}
