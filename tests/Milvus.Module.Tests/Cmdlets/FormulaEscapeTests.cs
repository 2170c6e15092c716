using System.Text;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Texts that a spreadsheet would run as formulas are escaped in CSV and TSV files on request, and come back unchanged.</summary>
public sealed class FormulaEscapeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public FormulaEscapeTests() => _shell.Do(
        """
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[0])
        $null = Connect-Milvus -InMemory
        foreach ($name in 'docs', 'copy') {
            $null = New-MilvusCollection $name -Field (New-MilvusField id VarChar -MaxLength 100 -PrimaryKey), (New-MilvusField n Int32),
                (New-MilvusField vector FloatVector -Dimension 2), (New-MilvusField json Json)
            $null = New-MilvusIndex $name vector -MetricType COSINE
            $null = Mount-MilvusCollection $name
        }
        function global:Add-Text {
            foreach ($text in $args) { $null = @{ id = $text; n = -5; vector = -1, 2; json = '{"a":"=1"}' } | Add-MilvusEntity docs }
        }
        """,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [Failure("S11")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''-1", "'''-1")]
    [InlineData("'tis", "'tis")]
    [InlineData("a=1", "a=1")]
    [InlineData("7", "7")]
    public void Export_MilvusEntity_EscapeFormula_text_is_escaped_and_imported_unchanged(string text, string cell)
    {
        _shell.Do("Add-Text $args[0]", text);

        var written = _shell.Do("(Export-MilvusEntity docs ./docs.csv -EscapeFormula -Verify Full).Verified");

        Assert.Equal("Full", written.Output.Single().ToString());
        var line = File.ReadAllText(_folder.File("docs.csv"), Encoding.UTF8).Split('\n', 2)[1].TrimEnd('\r', '\n');
        Assert.Equal($"{cell},-5,\"[-1,2]\",\"{{\"\"a\"\":\"\"=1\"\"}}\"", line);
        _shell.Do("$null = Import-MilvusEntity copy ./docs.csv -UnescapeFormula");
        Assert.Equal(text, _shell.Do("(Get-MilvusEntity copy).id").Output.Single().ToString());
    }

    [Fact]
    public void Export_MilvusEntity_without_EscapeFormula_is_as_before()
    {
        _shell.Do("Add-Text '=1+1'; $null = Export-MilvusEntity docs ./docs.csv");

        Assert.Contains("\n=1+1,-5,", File.ReadAllText(_folder.File("docs.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "", "-EscapeFormula", "was written without -EscapeFormula: line 2 has a text")]
    [InlineData("=1+1", "-EscapeFormula", "", "was probably written with -EscapeFormula: line 2 has a text")]
    [InlineData("=1+1", "-EscapeFormula", "-EscapeFormula", null)]
    [InlineData("=1+1", "", "", null)]
    [InlineData("plain", "", "-EscapeFormula", null)]
    public void Export_MilvusEntity_Append_with_and_without_EscapeFormula_is_a_warning(string text, string first, string next, string? says)
    {
        _shell.Do($"Add-Text '{text}'; $null = Export-MilvusEntity docs ./docs.csv {first}");

        var ran = _shell.Do($"Export-MilvusEntity docs ./docs.csv -Append {next}");

        Assert.Equal(says is null ? 0 : 1, ran.Warnings.Count);
        Assert.All(ran.Warnings, warning => Assert.Contains(says!, warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Export-MilvusEntity docs ./docs.jsonl -EscapeFormula")]
    [InlineData("Import-MilvusEntity docs ./some.jsonl -UnescapeFormula")]
    public void Export_MilvusEntity_EscapeFormula_of_another_format_is_refused(string line)
    {
        File.WriteAllText(_folder.File("some.jsonl"), "{}");

        var ran = _shell.Run(line);

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("is for Csv and Tsv", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("docs.jsonl")));
    }
}
