using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>Each test can fail: none returns early, has no assertion, or swallows exceptions.</summary>
public sealed partial class TestsCanFailTests
{
    /// <summary>Tests that may return early, with the reason.</summary>
    private static readonly Dictionary<string, string> _mayEndEarly = new()
    {
        ["Privilege_cmdlet_needs_exactly_the_privileges_of_the_table"] =
            "Milvus 2.3.5 may not obey a grant that it lists; IsNotObeyed asserts what it does instead",
    };

    [Fact]
    public void TestsCanFail_test_asserts_something()
    {
        // A method asserts if it calls Assert, or another method that asserts.
        var asserting = new HashSet<string>(
            TestSource.Methods.Where(method => Asserts().IsMatch(method.Text)).Select(method => method.Name));
        for (var known = -1; known < asserting.Count;)
        {
            known = asserting.Count;
            asserting.UnionWith(TestSource.Methods.Where(method => Calls(method).Any(asserting.Contains)).Select(method => method.Name));
        }

        var tests = TestSource.Methods.Where(method => method.IsTest).ToArray();
        Assert.True(tests.Length > 1000, $"only {tests.Length} tests were found");
        Assert.DoesNotContain(tests, test => !Asserts().IsMatch(test.Text) && !Calls(test).Any(asserting.Contains));
    }

    [Fact]
    public void TestsCanFail_test_does_not_end_early()
    {
        var early = TestSource.Methods.Where(method => method.IsTest && EarlyReturn().IsMatch(method.Text)).ToArray();

        Assert.DoesNotContain(early, method => !_mayEndEarly.ContainsKey(method.Name));
        Assert.Equal(_mayEndEarly.Keys.Order(), early.Select(method => method.Name).Order());
    }

    [Fact]
    public void TestsCanFail_assertion_is_not_about_a_constant() =>
        Assert.DoesNotContain(TestSource.Methods, method => ConstantAssertion().IsMatch(method.Text));

    [Fact]
    public void TestsCanFail_catch_all_throws_asserts_or_has_a_condition()
    {
        var wrong =
            from method in TestSource.Methods
            from Match match in CatchAll().Matches(method.Text)
            where !match.Groups["body"].Value.Contains("throw", StringComparison.Ordinal) && !Asserts().IsMatch(match.Groups["body"].Value)
            select method;
        Assert.Empty(wrong);
    }

    [Fact]
    public void TestsCanFail_pester_error_is_expected_by_its_id_or_its_words()
    {
        var files = TestSource.Read("tests/Pester", "*.ps1");
        Assert.NotEmpty(files);
        var wrong =
            from file in files
            from line in file.Value.Split('\n')
            where BareThrow().IsMatch(line)
            select $"{file.Key}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("        if (x)\n        {\n            return;\n        }\n", true)]
    [InlineData("        return;\n", true)]
    [InlineData("        return 5;\n", false)]
    [InlineData("        run(() =>\n            {\n                return;\n            });\n", false)]
    public void TestsCanFail_early_return_is_found(string text, bool isFound) => Assert.Equal(isFound, EarlyReturn().IsMatch(text));

    [Theory]
    [InlineData("{ x } | Should -Throw", true)]
    [InlineData("    Should -Throw # whatever", true)]
    [InlineData("{ x } | Should -Throw -ErrorId 'MilvusX,*'", false)]
    [InlineData("{ x } | Should -Throw '*words*'", false)]
    [InlineData("{ x } | Should -Not -Throw", false)]
    public void TestsCanFail_bare_Should_Throw_is_found(string line, bool isFound) => Assert.Equal(isFound, BareThrow().IsMatch(line));

    private static IEnumerable<string> Calls(TestMethod method) => Call().Matches(method.Text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\bAssert\.|\bFail\(|throw new Xunit|new \w*Exception\(")]
    private static partial Regex Asserts();

    [GeneratedRegex(@"\b(\w+)(?:<[\w., ?\[\]]+>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"^ {8}(?: {4})?return;$", RegexOptions.Multiline)]
    private static partial Regex EarlyReturn();

    [GeneratedRegex(@"Assert\.(True|False)\((true|false)\b|Assert\.Equal\((\d+|""[^""]*""), \3\)")]
    private static partial Regex ConstantAssertion();

    [GeneratedRegex(
        @"catch(?: \((?:System\.)?Exception(?: \w+)?\))?\n(?<indent> +)\{\n(?<body>.*?)\n\k<indent>\}",
        RegexOptions.Singleline
    )]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"Should -Throw\s*(?:$|[|;)}#])")]
    private static partial Regex BareThrow();
}
