namespace Milvus.Module.Tests.Guards;

/// <summary>
/// The folders of each project have an order, which docs/design.md lists from the bottom up: the code in a folder uses only its own folder
/// and those below it.
/// </summary>
public sealed class FolderOrderTests
{
    /// <summary>The projects with more than one folder of code.</summary>
    public static TheoryData<string> Projects =>
        new(Directory.GetDirectories(Repository.Combine("src"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(project => FoldersOf(project).Count > 1)
            .Order(StringComparer.Ordinal)
            .ToArray());

    [Theory]
    [MemberData(nameof(Projects))]
    public void FolderOrder_design_page_lists_each_folder_once(string project) =>
        Assert.Equal(FoldersOf(project).Order(StringComparer.Ordinal), OrderOf(project).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void FolderOrder_folder_uses_lower_folders_only(string project)
    {
        var order = OrderOf(project);
        var upward =
            from arrow in FolderGraph.Arrows(FilesOf(project))
            where order.IndexOf(arrow.To) > order.IndexOf(FolderGraph.FolderOf(arrow.From))
            select $"{arrow.From} uses {arrow.What}, which is above it in {arrow.To}";
        Assert.Empty(upward);
    }

    [Theory]
    // A type that the code can see; a comment and a text name nothing.
    [InlineData("using E.High;\nnamespace E.Low;\ninternal sealed class A\n{\n    private B? _b; // and C\n}\n", "B", "E.High")]
    // A type by a part of its namespace.
    [InlineData("namespace E.Low;\ninternal sealed class A\n{\n    private readonly High.B _b = new();\n}\n", "B")]
    // A member that is called like a type of another namespace.
    [InlineData("namespace E.Low;\ninternal sealed class A\n{\n    private int B { get; }\n}\n")]
    // The extension methods of a namespace.
    [InlineData("using E.High;\nnamespace E.Low;\ninternal sealed class A\n{\n    private int _a = 1.Double();\n}\n", "E.High")]
    public void FolderOrder_arrow_is_found_where_code_uses_another_folder(string low, params string[] uses)
    {
        var files = new Dictionary<string, string>
        {
            ["Low/A.cs"] = low,
            ["High/B.cs"] = "namespace E.High;\ninternal sealed class B;\n",
            ["High/C.cs"] = "namespace E.High;\ninternal sealed record C(string Text = \"A\");\n",
            ["Other/A.cs"] = "namespace E.Other;\ninternal enum D { None }\n",
        };
        Assert.Equal(uses.Select(use => ("Low/A.cs", "High", use)), FolderGraph.Arrows(files));
    }

    private static IReadOnlyDictionary<string, string> FilesOf(string project) => TestSource.Read($"src/{project}", "*.cs");

    private static HashSet<string> FoldersOf(string project) =>
        [.. FilesOf(project).Where(file => FolderGraph.NamespaceOf(file.Value).Length > 0).Select(file => FolderGraph.FolderOf(file.Key))];

    /// <summary>The folders of a project from the bottom up.</summary>
    private static List<string> OrderOf(string project) => [.. DesignPage.Table($"### `src/{project}`").Select(row => row[0])];
}
