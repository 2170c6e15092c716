using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// One name stands for one thing: no two types of the source share a name, even in different namespaces, and each type is used.
/// </summary>
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

    [Fact]
    public void TypeNameGuard_internal_type_is_named_where_it_is_used()
    {
        var files = TestSource.Read("src", "*.cs");
        var words = files.Values.SelectMany(text => Word().Matches(text)).CountBy(match => match.Value).ToDictionary();
        var unused =
            from file in files
            // A call of an extension method does not contain the name of its class.
            where !Extension().IsMatch(file.Value)
            from Match match in Declaration().Matches(file.Value)
            let name = match.Groups["name"].Value
            // An attribute is used without the suffix of its name.
            let isAttribute = name.EndsWith("Attribute", StringComparison.Ordinal) && words.ContainsKey(name[..^"Attribute".Length])
            where !match.Value.StartsWith("public", StringComparison.Ordinal) && words[name] == 1 && !isAttribute
            select $"{file.Key}: {name}";
        Assert.Empty(unused);
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

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\(this |^    extension\(", RegexOptions.Multiline)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe) )*"
            + @"(?:class|struct|interface|enum|record struct|record class|record|delegate [\w.]+(?:<[^(]*>)?\??(?:\[\])?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
