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

    [Fact]
    public void Style_dotnet_format_changes_nothing()
    {
        using var format = RunningProgram.Start("dotnet", ["format", "Milvus.sln", "--no-restore", "--verify-no-changes"]);
        var result = format.Finish();
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }
}
