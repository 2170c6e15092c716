using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Guards;

/// <summary>The whole tree has the style of .editorconfig, with lines of at most 140 columns.</summary>
public sealed class StyleTests
{
    /// <summary>The value of max_line_length in .editorconfig, which dotnet format does not check.</summary>
    private const int MaxColumns = 140;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    public void Style_line_of_source_fits_its_columns(string folder)
    {
        var files = TestSource.Read(folder, "*.cs");
        Assert.NotEmpty(files);
        var tooLong =
            from file in files
            from line in file.Value.Split('\n').Select((text, at) => (Text: text, Number: at + 1))
            where line.Text.Length > MaxColumns
            select $"{folder}/{file.Key}:{line.Number} has {line.Text.Length} columns";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Style_editorconfig_names_the_columns_of_this_test() =>
        Assert.Contains($"max_line_length = {MaxColumns}", File.ReadAllText(Repository.Combine(".editorconfig")), StringComparison.Ordinal);

    /// <summary>
    /// The build reports the style of code as errors. This is what dotnet format checks beyond that. The whole of it takes minutes, and is
    /// <c>./build.ps1 -Task Format</c>.
    /// </summary>
    [Fact]
    public void Style_dotnet_format_changes_no_white_space()
    {
        using var format = RunningProgram.Start("dotnet", ["format", "whitespace", ".", "--folder", "--verify-no-changes"]);
        var result = format.Finish();
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    public void Style_usings_are_in_order(string folder) =>
        Assert.Empty(TestSource.Read(folder, "*.cs").Where(file => !AreInOrder(Usings(file.Value))).Select(file => $"{folder}/{file.Key}"));

    [Fact]
    public void Style_order_of_usings_has_System_first()
    {
        Assert.True(AreInOrder(["System", "System.IO", "Google.Protobuf", "Milvus"]));
        Assert.False(AreInOrder(["Google.Protobuf", "System"]));
        Assert.False(AreInOrder(["System.Text", "System.IO"]));
    }

    private static string[] Usings(string text) =>
    [
        .. text.Split('\n')
            .TakeWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal))
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=') && !line.Contains('('))
            .Select(line => line["using ".Length..].Trim(';'))
            .Where(name => !name.StartsWith("static ", StringComparison.Ordinal)),
    ];

    private static bool AreInOrder(string[] names) =>
        names.SequenceEqual(
            names.OrderBy(name => name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(name => name, StringComparer.OrdinalIgnoreCase));
}
