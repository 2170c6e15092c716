using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// Texts of servers are in one table, ServerTexts in tests/Milvus.Tests/Prose. Tests assert the code or the id, and refer to the text.
/// </summary>
public sealed partial class ServerTextGuardTests
{
    private const string Folder = "Milvus.Tests/Prose/";

    private static IReadOnlyDictionary<string, string> Texts { get; } = TestSource.Files
        .Where(file => file.Key.StartsWith(Folder, StringComparison.Ordinal))
        .SelectMany(file => Constant().Matches(file.Value))
        .ToDictionary(
            match => match.Groups["name"].Value,
            match => string.Concat(Literal().Matches(match.Groups["value"].Value).Select(part => part.Groups[1].Value)));

    [Fact]
    public void ServerTextGuard_text_of_a_server_stands_once()
    {
        Assert.True(Texts.Count > 500, $"only {Texts.Count} texts were found");
        Assert.Empty(Texts.GroupBy(text => text.Value).Where(group => group.Count() > 1).Select(group => group.Key));
        var wrong =
            from file in TestSource.Files
            where file.Key.StartsWith("Milvus.Tests/", StringComparison.Ordinal) && !file.Key.StartsWith(Folder, StringComparison.Ordinal)
            from Match literal in Literal().Matches(file.Value)
            where Texts.Values.Contains(literal.Groups[1].Value) || IsServerProse(literal.Groups[1].Value)
            select $"{file.Key}: {literal.Value}";
        var elsewhere = string.Join('\n', wrong.Except(InAnotherTable()));
        Assert.True(elsewhere.Length == 0, elsewhere);
    }

    [Fact]
    public void ServerTextGuard_text_of_a_server_is_used_by_a_test()
    {
        var used = TestSource.Files.Where(file => !file.Key.StartsWith(Folder, StringComparison.Ordinal))
            .SelectMany(file => Use().Matches(file.Value))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        Assert.Empty(Texts.Keys.Except(used));
    }

    /// <summary>ErrorIdTests is itself a table: texts of real servers, and their error ids.</summary>
    private static IEnumerable<string> InAnotherTable() =>
        from file in TestSource.Files
        where file.Key is "Milvus.Tests/Client/ErrorIdTests.cs"
        from Match literal in Literal().Matches(file.Value)
        select $"{file.Key}: {literal.Value}";

    /// <summary>The endings of error texts of Milvus.</summary>
    private static bool IsServerProse(string text) =>
        text.Count(character => character == ' ') > 2
        && (text.EndsWith(": invalid parameter", StringComparison.Ordinal)
            || text.Contains("invalid parameter[", StringComparison.Ordinal));

    [GeneratedRegex(@"const string (?<name>\w+) =\s*(?<value>""(?:[^""\\]|\\.)*""(?:\s*\+\s*""(?:[^""\\]|\\.)*"")*);\n")]
    private static partial Regex Constant();

    [GeneratedRegex(@"(?<![\$@""])""((?:[^""\\\n]|\\.)*)""(?!"")")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bServerTexts\.(\w+)")]
    private static partial Regex Use();
}
