using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>One name stands for one thing: no two types of the source share a name, whatever their namespaces.</summary>
public sealed partial class TypeNameGuardTests
{
    [Fact]
    public void TypeNameGuard_type_name_stands_once_in_the_source()
    {
        var types =
            from file in TestSource.Read("src", "*.cs")
            let space = Namespace().Match(file.Value).Groups["name"].Value
            from Match match in Declaration().Matches(file.Value)
            select (Name: match.Groups["name"].Value, Namespace: space);
        var shared =
            from type in types.Distinct()
            group type.Namespace by type.Name into spaces
            where spaces.Count() > 1
            select $"{spaces.Key}: {string.Join(", ", spaces)}";
        Assert.Empty(shared);
    }

    [Theory]
    [InlineData("internal sealed class Token;", "Token")]
    [InlineData("public readonly record struct Range(int Start, int End);", "Range")]
    [InlineData("file static partial class Names", "Names")]
    [InlineData("internal delegate Dictionary<string, int> Counter<T>(T value);", "Counter")]
    [InlineData("internal enum Kind { A }", "Kind")]
    [InlineData("    private sealed class Nested;", "")]
    public void TypeNameGuard_declaration_is_found_with_its_name(string line, string name) =>
        Assert.Equal(name, Declaration().Match(line).Groups["name"].Value);

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe) )*"
            + @"(?:class|struct|interface|enum|record struct|record class|record|delegate [\w.]+(?:<[^(]*>)?\??(?:\[\])?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
