using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>The C# source of both test projects.</summary>
internal static partial class TestSource
{
    /// <summary>Each file of the test projects by its path below tests/.</summary>
    internal static IReadOnlyDictionary<string, string> Files { get; } = Read("tests", "*.cs");

    /// <summary>Each method of the tests: whether it is a test itself, and its text.</summary>
    internal static IReadOnlyList<TestMethod> Methods { get; } = [.. Files.SelectMany(file => MethodsOf(file.Key, file.Value))];

    /// <summary>The files of a folder of the repository by their path in it, without the output of builds.</summary>
    internal static IReadOnlyDictionary<string, string> Read(string folder, string pattern)
    {
        var root = Repository.Combine(folder.Split('/'));
        return Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Full: file))
            .Where(file => !file.Path.Split('/').Intersect(["obj", "bin"]).Any())
            .ToDictionary(file => file.Path, file => File.ReadAllText(file.Full).ReplaceLineEndings("\n"), StringComparer.Ordinal);
    }

    private static IEnumerable<TestMethod> MethodsOf(string file, string text) =>
        from Match match in Declaration().Matches(text)
        let body = text[match.Index..End(text, match.Index + match.Length)]
        select new TestMethod(file, match.Groups["name"].Value, match.Groups["attributes"].Value.Contains("[Fact", StringComparison.Ordinal)
            || TestAttribute().IsMatch(match.Groups["attributes"].Value), body);

    /// <summary>
    /// The end of a method: its closing brace has the indentation of its first line, and an expression ends with a semicolon.
    /// </summary>
    private static int End(string text, int start)
    {
        var brace = text.IndexOf("\n    }\n", start, StringComparison.Ordinal);
        var expression = text.IndexOf(";\n", start, StringComparison.Ordinal);
        var opening = text.IndexOf("\n    {\n", start, StringComparison.Ordinal);
        var isBlock = opening >= 0 && (expression < 0 || opening < expression);
        var end = isBlock ? brace : expression;
        return end < 0 ? text.Length : end + 2;
    }

    [GeneratedRegex(
        @"(?<attributes>(?:^    \[[^\n]*\n(?:^     [^\n]*\n)*)*)"
            + @"^    (?:(?:public|private|internal|protected|static|async|override|virtual|new|unsafe) )*"
            + @"(?!class|record|struct|enum|interface|return|using|namespace)[\w<>\[\]?,.() ]+? (?<name>\w+)(?:<\w+(?:, \w+)*>)?\(",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\[\w*(Fact|Theory)\b")]
    private static partial Regex TestAttribute();
}
