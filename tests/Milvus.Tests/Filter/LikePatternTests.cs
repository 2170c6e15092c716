using System.Diagnostics;
using Milvus.Embedded.Filter.Like;

namespace Milvus.Tests.Filter;

public sealed class LikePatternTests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("a%", "abc", true)]
    [InlineData("%c", "abc", true)]
    [InlineData("%b%", "abc", true)]
    [InlineData("%b%", "ac", false)]
    [InlineData("a%c", "ac", true)]
    [InlineData("a%a", "a", false)]
    [InlineData("ab%ba", "aba", false)]
    [InlineData("a_c", "abc", true)]
    [InlineData("_", "😀", true)]
    [InlineData("__", "😀", false)]
    [InlineData("%😀_", "x😀y", true)]
    [InlineData("😀", "x", false)]
    [InlineData("%_%_%", "a", false)]
    [InlineData("%_%_%", "ab", true)]
    [InlineData(@"a\%c", "a%c", true)]
    [InlineData(@"a\%c", "abc", false)]
    [InlineData(@"a\_c", "abc", false)]
    [InlineData(@"a\\c", @"a\c", true)]
    [InlineData(@"\a", "a", true)]
    [InlineData("", "", true)]
    [InlineData("", "anything", false)]
    [InlineData("%", "", true)]
    [InlineData("%aab%", "aaab", true)]
    [InlineData("%a_b%b", "aaxbb", true)]
    [InlineData("中%", "中文", true)]
    [InlineData("A", "a", false)]
    public void LikePattern_matches(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new LikePattern(pattern).IsMatch(text));

    [Fact]
    public void LikePattern_piece_longer_than_one_word_of_bits()
    {
        var piece = string.Concat(Enumerable.Repeat("ab_", 50));
        var text = string.Concat(Enumerable.Repeat("abc", 50));
        Assert.True(new LikePattern($"%{piece}%").IsMatch("ab" + text + "z"));
        Assert.False(new LikePattern($"%{piece}%").IsMatch("ab" + text[..^1]));
    }

    [Theory]
    [Failure("V8")]
    [InlineData("%a%a%a%a%a%a%a%a%a%a%a%a%b")]
    [InlineData("%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab%")]
    [InlineData("%a_a_a_a_a_a_a_a_a_a_a_a_a_b%")]
    public void LikePattern_worst_pattern_takes_linear_time(string pattern)
    {
        var like = new LikePattern(pattern);
        string text = new('a', 60_000);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            Assert.False(like.IsMatch(text));
        }

        // A backtracking matcher takes hours here, one of quadratic time minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }
}
