using System.Text.RegularExpressions;
using Repository = Milvus.Module.Tests.Programs.Repository;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// The folders of the engine have an order, which docs/design.md lists from the bottom up. The code in a folder uses only types of its own
/// folder and of those below it.
/// </summary>
public sealed partial class FolderOrderTests
{
    private const string Project = "src/Milvus.Embedded";

    [Fact]
    public void FolderOrder_design_page_lists_each_folder_once()
    {
        var folders = TestSource.Read(Project, "*.cs").Keys.Select(FolderOf).Distinct();
        Assert.Equal(folders.Order(StringComparer.Ordinal), Order().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FolderOrder_folder_names_types_of_lower_folders_only()
    {
        var order = Order();
        var upward =
            from arrow in Arrows(TestSource.Read(Project, "*.cs"))
            where order.IndexOf(FolderOf(arrow.To)) > order.IndexOf(FolderOf(arrow.From))
            select $"{arrow.From} names {arrow.Type}, which is above it in {FolderOf(arrow.To)}";
        Assert.Empty(upward);
    }

    [Fact]
    public void FolderOrder_arrow_is_found_where_code_names_a_type_it_can_see()
    {
        var files = new Dictionary<string, string>
        {
            ["Low/A.cs"] = "using E.High;\nnamespace E.Low;\ninternal sealed class A\n{\n    private B? _b; // and C\n}\n",
            ["High/B.cs"] = "namespace E.High;\ninternal sealed class B;\n",
            ["High/C.cs"] = "namespace E.High;\ninternal sealed record C(string Text = \"A\");\n",
            ["Other/A.cs"] = "namespace E.Other;\ninternal enum D { None }\n",
        };
        var arrow = Assert.Single(Arrows(files));
        Assert.Equal(("Low/A.cs", "High/B.cs", "B"), arrow);
    }

    /// <summary>The folders from the bottom up; the folder of the project itself is a dot.</summary>
    private static List<string> Order()
    {
        var page = File.ReadAllText(Repository.Combine("docs", "design.md")).ReplaceLineEndings("\n");
        var start = page.IndexOf("## The order of the engine's folders", StringComparison.Ordinal);
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. Row().Matches(page[start..end]).Select(row => row.Groups["folder"].Value)];
    }

    /// <summary>Each use of a type of another folder.</summary>
    private static IEnumerable<(string From, string To, string Type)> Arrows(IReadOnlyDictionary<string, string> files)
    {
        var code = files.ToDictionary(file => file.Key, file => NoCode().Replace(file.Value, " "));
        var types = (
            from file in code
            from Match declaration in Declaration().Matches(file.Value)
            select (Name: declaration.Groups["name"].Value, Namespace: NamespaceOf(file.Value), File: file.Key))
            .ToLookup(type => type.Name);
        return
            from file in code
            let seen = Seen(file.Value)
            from name in Word().Matches(file.Value).Select(word => word.Value).Distinct()
            from type in types[name]
            where FolderOf(type.File) != FolderOf(file.Key) && seen.Contains(type.Namespace)
            select (file.Key, type.File, name);
    }

    /// <summary>The namespaces whose types a file can use: those of its usings, its own, and the enclosing ones.</summary>
    private static HashSet<string> Seen(string code)
    {
        var seen = Using().Matches(code).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        for (var space = NamespaceOf(code); space.Length > 0; space = space[..Math.Max(0, space.LastIndexOf('.'))])
        {
            seen.Add(space);
        }

        return seen;
    }

    private static string NamespaceOf(string code) => Namespace().Match(code).Groups["name"].Value;

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!.Replace('\\', '/') is { Length: > 0 } folder ? folder : ".";

    /// <summary>Texts and comments.</summary>
    [GeneratedRegex("""
        "{3}[\s\S]*?"{3}|//[^\n]*|/\*[\s\S]*?\*/|@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NoCode();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe) )*"
            + @"(?:class|struct|interface|enum|record struct|record class|record|delegate [\w<>\[\]?]+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| `(?<folder>[\w./]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
