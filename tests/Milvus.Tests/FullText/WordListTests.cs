namespace Milvus.Tests.FullText;

using System.Security.Cryptography;
using System.Text;
using Milvus.Embedded.Text.Analysis;

/// <summary>Stop words and ASCII folding are those of Milvus 2.6.</summary>
public sealed class WordListTests
{
    /// <summary>The number of words of each list in Milvus, and a word that only Milvus has, or that it does not have.</summary>
    [Theory]
    [InlineData("english", 33, "with", "from")]
    [InlineData("danish", 94, "sådan", "sitt")]
    [InlineData("dutch", 101, "andere", "anders")]
    [InlineData("finnish", 229, "tuota", "tuotä")]
    [InlineData("french", 154, "étée", "été")]
    [InlineData("german", 231, "zwischen", "hund")]
    [InlineData("hungarian", 198, "ill.", "kutya")]
    [InlineData("italian", 279, "stando", "cane")]
    [InlineData("norwegian", 172, "sjøl", "hund")]
    [InlineData("portuguese", 203, "teríamos", "cão")]
    [InlineData("russian", 159, "между", "собака")]
    [InlineData("spanish", 308, "tened", "perro")]
    [InlineData("swedish", 114, "sitt", "sitta")]
    public void WordList_stop_words_of_a_language_are_those_of_Milvus(string language, int count, string stopWord, string word)
    {
        var words = StopWords.Of([$"_{language}_"]);
        Assert.Equal(count, words.Count);
        Assert.Contains(stopWord, words);
        Assert.DoesNotContain(word, words);
        Assert.DoesNotContain(words, each => each.Any(char.IsWhiteSpace) || each.Length == 0);
    }

    [Fact]
    public void WordList_stop_words_each_language_with_a_list_is_tested()
    {
        var test = typeof(WordListTests).GetMethod(nameof(WordList_stop_words_of_a_language_are_those_of_Milvus))!;
        var tested = test.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>().Select(data => (string)data.GetData(null!).Single()[0]);
        Assert.Equal(StopWords.Languages.Order(), tested.Order());
    }

    [Theory]
    [InlineData("_klingon_")]
    [InlineData("_English_")]
    [InlineData("english")]
    public void WordList_stop_words_other_names_are_words(string name) => Assert.Equal([name], StopWords.Of([name]));

    /// <summary>The hash is that of the results of tantivy, which equal those of Lucene, for each character, one per line.</summary>
    [Fact]
    public void WordList_folding_each_character_of_the_BMP_becomes_the_text_of_Milvus()
    {
        var characters = Enumerable.Range(0x80, 0x10000 - 0x80).Select(code => (char)code).Where(code => !char.IsSurrogate(code));
        var folded = characters.Select(character => FoldingTable.Fold($"{character}")).ToList();
        Assert.Equal(1_242, characters.Zip(folded).Count(pair => pair.Second != $"{pair.First}"));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', folded)));
        Assert.Equal("c245de7bc9f4ac4a864c85ef4575208bfb892f187ad441d57aa0a8a2236f63b3", Convert.ToHexStringLower(hash));
    }

    [Theory]
    [InlineData("Ǽther ﬃ ⑽ Ｎ", "AEther ffi (10) N")]
    [InlineData("plain ASCII ~", "plain ASCII ~")]
    [InlineData("中文 \U0001D49C ё", "中文 \U0001D49C ё")]
    [InlineData("", "")]
    public void WordList_folding_text_keeps_what_has_nothing_near_it(string text, string folded) =>
        Assert.Equal(folded, FoldingTable.Fold(text));
}
