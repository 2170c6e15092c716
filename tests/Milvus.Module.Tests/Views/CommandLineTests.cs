using System.Management.Automation.Language;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Views;

/// <summary>A command in a view fits the screen, and is the same command when it is copied.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly ModuleShell _shell = new(80);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Mount-MilvusCollection words", 1)]
    [InlineData("Remove-MilvusIndex words vector -Force; New-MilvusIndex words vector -IndexType HNSW -MetricType COSINE; "
        + "Mount-MilvusCollection words", 3)]
    [InlineData("Get-Content ./rows.jsonl | ConvertFrom-Json | Add-MilvusEntity 'a name   with \"spaces\"' -Database 'the other one'", 1)]
    [InlineData("Get-MilvusEntity words -Filter 'a text with spaces that is longer than a whole line of the screen' -Limit 1, 2", 1)]
    public void CommandLine_is_wrapped_to_lines_that_PowerShell_continues(string command, int statements)
    {
        var shown = Assert.Single(_shell.Do("[Milvus.Display]::Command($args[0], 60)", command).Texts);
        var parsed = Parser.ParseInput(shown, out var tokens, out var errors);
        Parser.ParseInput(command, out var given, out _);

        Assert.Empty(errors);
        Assert.Equal(statements, parsed.EndBlock.Statements.Count);
        Assert.Equal(Words(given), Words(tokens));
        Assert.All(
            shown.Split('\n').Where(line => !line.Contains("longer than a whole line", StringComparison.Ordinal)),
            line => Assert.InRange(line.TrimEnd().Length, 1, 60));
    }

    [Fact]
    public void CommandLine_of_a_finding_is_whole_on_80_columns()
    {
        _shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection ('long_name_' * 6) -Dimension 2");
        var cure = Assert.IsType<string>(
            _shell.Do("(Test-MilvusCollectionHealth)[0].Cure").Output[0].BaseObject);

        var shown = _shell.Show("(Test-MilvusCollectionHealth)[0]").ReplaceLineEndings("\n");
        var at = shown.IndexOf(cure.Split(' ')[0], StringComparison.Ordinal);
        Parser.ParseInput(shown[at..].Trim(), out var tokens, out var errors);
        Parser.ParseInput(cure, out var given, out _);

        Assert.Empty(errors);
        Assert.Equal(Words(given), Words(tokens));
    }

    private static IEnumerable<string> Words(Token[] tokens) =>
        tokens.Where(token => token.Kind is not (TokenKind.NewLine or TokenKind.EndOfInput or TokenKind.LineContinuation or TokenKind.Semi))
            .Select(token => token.Text);
}
