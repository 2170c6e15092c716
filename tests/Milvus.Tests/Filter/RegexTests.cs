using System.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.RegularExpressions;
using Milvus.Protocol;

namespace Milvus.Tests.Filter;

/// <summary>Regular expressions in the syntax of RE2.</summary>
public sealed class RegexTests
{
    private static readonly TestTable _table = SampleTable.Create();

    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("c$", "abc", true)]
    [InlineData("c$", "abc\n", false)]
    [InlineData("(?m)c$", "abc\nd", true)]
    [InlineData("(?m)^d", "abc\nd", true)]
    [InlineData("a.c", "a\nc", true)]
    [InlineData("(?-s)a.c", "a\nc", false)]
    [InlineData("^.$", "🚀", true)]
    [InlineData("^..$", "🚀", false)]
    [InlineData("^[^a]$", "🚀", true)]
    [InlineData("[🚀-🚁]", "🚀", true)]
    [InlineData("[^🚀]", "🚀", false)]
    [InlineData("(?i)ABC", "xabcx", true)]
    [InlineData("(?i:A)b", "ab", true)]
    [InlineData("(?i:A)b", "aB", false)]
    [InlineData("(?i)[^a]", "A", false)]
    [InlineData("(?i)é", "É", true)]
    [InlineData(@"^\d+$", "123", true)]
    [InlineData(@"^\d+$", "١٢", false)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"\W", "é", true)]
    [InlineData(@"\S\s\S", "a b", true)]
    [InlineData(@"\p{Han}+", "a中", true)]
    [InlineData(@"\p{Han}", "aé", false)]
    [InlineData(@"^\pL+$", "aé中", true)]
    [InlineData(@"^\p{Lu}$", "a", false)]
    [InlineData(@"^\P{Greek}$", "α", false)]
    [InlineData(@"^[[:alpha:]]+$", "abZ", true)]
    [InlineData(@"^[[:^digit:]]+$", "ab1", false)]
    [InlineData(@"^[a\]\-z]+$", "a]-z", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("a{2}", "aa", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("x*?y", "y", true)]
    [InlineData("(?P<name>a)(?<other>b)", "ab", true)]
    [InlineData("^(a|b)+$", "abba", true)]
    [InlineData(@"\Qa.b\E", "a.b", true)]
    [InlineData(@"\Qa.b\E", "axb", false)]
    [InlineData(@"\x{4e2d}\x41", "中A", true)]
    [InlineData(@"\101", "A", true)]
    [InlineData(@"\berror\b", "an error here", true)]
    [InlineData(@"\berror\b", "中error文", true)]
    [InlineData(@"\berror\b", "errors", false)]
    [InlineData("", "anything", true)]
    [InlineData("^$", "", true)]
    public void Regex_finds(string pattern, string text, bool expected) => Assert.Equal(expected, new RegexPattern(pattern).IsMatch(text));

    [Theory]
    [InlineData("(a", "missing closing ): `(a`")]
    [InlineData("a)", "unexpected ): `a)`")]
    [InlineData("[a", "missing closing ]: `[a`")]
    [InlineData("[z-a]", ServerTexts.InvalidCharacterClassRangeZA)]
    [InlineData(@"\p{Klingon}", @"invalid character class range: `\p{Klingon}`")]
    [InlineData(@"(a)\1", @"invalid escape sequence: `\1`")]
    [InlineData("a(?=b)", ServerTexts.InvalidOrUnsupportedPerlSyntax)]
    [InlineData("(?<!a)b", ServerTexts.InvalidOrUnsupportedPerlSyntax2)]
    [InlineData("*a", ServerTexts.MissingArgumentToRepetitionOperator)]
    [InlineData("a**", ServerTexts.InvalidNestedRepetitionOperator)]
    [InlineData("a{1001}", ServerTexts.InvalidRepeatCount1001)]
    [InlineData("a\\", ServerTexts.TrailingBackslashAtEndOfExpression)]
    public void Regex_what_is_malformed_or_not_linear_is_refused(string pattern, string reason) =>
        Assert.Equal(ServerTexts.ErrorParsingRegexp + reason, Assert.Throws<RegexException>(() => new RegexPattern(pattern)).Message);

    [Fact]
    [Failure("V8")]
    public void Regex_worst_pattern_takes_linear_time()
    {
        var pattern = new RegexPattern("(a+)+b");
        var watch = Stopwatch.StartNew();
        Assert.False(pattern.IsMatch(new string('a', 50_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    [Fact]
    public void Regex_very_long_patterns_are_matched_too()
    {
        string text = new('a', 12_000);
        Assert.True(new RegexPattern(text).IsMatch(text));
        Assert.False(new RegexPattern(text).IsMatch(text[1..]));
    }

    [Fact]
    public void Regex_filters_take_them_as_literals_and_templates()
    {
        var templates = new Dictionary<string, TemplateValue> { ["p"] = new() { StringVal = "^a.c$" }, ["n"] = new() { Int64Val = 1 } };
        Assert.Equal([3], _table.Match("s =~ {p}", templates));
        Assert.Equal(_table.Match("not (s like \"a%\")"), _table.Match("s !~ \"^a\""));
        Assert.Equal(_table.Match("s == \"a\\\\b\""), _table.Match("s =~ \"^a\\\\\\\\b$\""));
        Assert.Equal(_table.Match("s == \"a\\\\b\""), _table.Match("s =~ r\"^a\\\\b$\""));
        Assert.Equal(_table.Match("a_s[0] like \"t%\""), _table.Match("a_s[0] =~ '^t'"));
        Refused("s =~ 123", ServerTexts.RegexPatternShouldBeAStringLiteral);
        Refused("s =~ s", ServerTexts.RegexPatternShouldBeAStringLiteralOr);
        Refused("s =~ {n}", ServerTexts.TheValueOfRegexExpressionTemplateVariable, templates);
        Refused("id =~ \"1\"", ServerTexts.RegexMatchOnNonStringOrNon);
        Refused("a_s =~ \"t\"", ServerTexts.CanNotComparisonsArrayFieldsDirectly);
        Refused("s =~ \"(a\"", ServerTexts.InvalidRegexPatternErrorParsingRegexpMissing);
    }

    private static void Refused(string expression, string reason, Dictionary<string, TemplateValue>? templates = null) => Assert.EndsWith(
        reason, Assert.Throws<FilterException>(() => _table.Match(expression, templates ?? [])).Message, StringComparison.Ordinal);
}
