using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// The namespace of a file is its folder, except for the types that users name: docs/design.md lists where these are, and they are in the
/// namespace Milvus.
/// </summary>
public sealed partial class NamespaceGuardTests
{
    private const string ForUsers = "Milvus";

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void NamespaceGuard_namespace_is_the_folder_or_that_of_users(string root)
    {
        var wrong =
            from file in TestSource.Read(root, "*.cs")
            let actual = FolderGraph.NamespaceOf(file.Value)
            let expected = Expected($"{root}/{file.Key}", file.Value)
            // The statements of a program are in no namespace.
            where actual.Length > 0 && actual != expected
            select $"{root}/{file.Key} is in {actual} instead of {expected}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void NamespaceGuard_each_row_of_the_design_page_has_types()
    {
        var files = TestSource.Read("src", "*.cs");
        var empty = DesignPage.Table("## Namespaces").Where(row => !files.Any(file => IsIn(row, $"src/{file.Key}", file.Value)));
        Assert.Empty(empty.Select(row => row[0]));
    }

    [Theory]
    [InlineData("src/Milvus.Core/Model/Field.cs", "public sealed class Field;", "Milvus")]
    [InlineData("src/Milvus.Core/Model/Lists.cs", "internal static class Lists;", "Milvus.Core.Model")]
    [InlineData("src/Milvus/Commands/Users/GetMilvusUserCommand.cs", "public sealed class A;", "Milvus")]
    [InlineData("src/Milvus/Commands/Roles/RoleMembershipCommand.cs", "public abstract class A;", "Milvus.Commands.Roles")]
    [InlineData("src/Milvus.Client/MilvusClient.cs", "public sealed class MilvusClient;", "Milvus.Client")]
    public void NamespaceGuard_namespace_of_a_file_follows_from_its_place_and_its_types(string path, string text, string expected) =>
        Assert.Equal(expected, Expected(path, text));

    private static string Expected(string path, string text) =>
        DesignPage.Table("## Namespaces").Any(row => IsIn(row, path, text)) ? ForUsers : string.Join('.', path.Split('/')[1..^1]);

    private static bool IsIn(string[] row, string path, string text) =>
        (path == row[0] || path.StartsWith($"{row[0]}/", StringComparison.Ordinal))
        && (row[1] == "cmdlets" ? Cmdlet() : Public()).IsMatch(FolderGraph.CodeOf(text));

    [GeneratedRegex("^public ", RegexOptions.Multiline)]
    private static partial Regex Public();

    [GeneratedRegex("^public (?!abstract )", RegexOptions.Multiline)]
    private static partial Regex Cmdlet();
}
