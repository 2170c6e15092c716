using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Documents;

/// <summary>Names in the text of pages exist: cmdlets with their parameters, error ids, benchmarks.</summary>
public sealed partial class InlineCodeTests
{
    [Fact]
    public void InlineCode_cmdlets_in_text_exist_and_have_the_parameters()
    {
        using var shell = new ModuleShell();
        var commands = Spans().Where(span => CmdletName().IsMatch(span.Text)).ToArray();
        Assert.NotEmpty(commands);
        Assert.All(commands, span => Assert.Equal(string.Empty, Fault(shell, span.Place, span.Text)));
    }

    [Fact]
    public void InlineCode_parameters_in_text_belong_to_a_cmdlet()
    {
        using var shell = new ModuleShell();
        var known = shell.Do("Get-Command -Module Milvus | ForEach-Object { $_.Parameters.Keys } ").Output
            .Select(name => name.ToString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = Spans()
            .Select(span => (span.Place, Match: ParameterOnly().Match(span.Text)))
            .Where(span => span.Match.Success && !span.Match.Groups[1].Value.StartsWith("Milvus", StringComparison.Ordinal))
            .Select(span => (span.Place, Name: span.Match.Groups[1].Value))
            .ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, parameter => Assert.True(known.Contains(parameter.Name), $"{parameter.Place}: no cmdlet has -{parameter.Name}"));
    }

    [Fact]
    public void InlineCode_error_ids_in_text_are_in_the_closed_list()
    {
        // ErrorListTests compares that page with the list in the code.
        var ids = File.ReadLines(Repository.Combine("docs", "about", "about_Milvus_Errors.md"))
            .Where(line => line.StartsWith("    Milvus", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ')[0])
            .ToHashSet(StringComparer.Ordinal);
        var named = Spans().Where(span => ErrorIdLike().IsMatch(span.Text) && !_notAnError.Contains(span.Text)).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, span => Assert.True(ids.Contains(span.Text), $"{span.Place}: {span.Text} is not an error id"));
    }

    [Fact]
    public void InlineCode_benchmarks_in_text_exist()
    {
        var program = File.ReadAllText(Repository.Combine("benchmarks", "Program.cs"));
        var named = Spans().Select(span => (span.Place, Match: Benchmark().Match(span.Text))).Where(span => span.Match.Success).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, span => Assert.Contains($"\"{span.Match.Groups[1].Value}\",", program, StringComparison.Ordinal));
    }

    // Classes and methods on pages that look like error ids.
    private static readonly string[] _notAnError = ["MilvusClient", "MilvusException", "MilvusObject", "MilvusErrorId"];

    private static IEnumerable<(string Place, string Text)> Spans() =>
        DocumentPage.All.SelectMany(page => page.InlineCode.Select(code => ($"{page.Name}:{code.Line}", code.Text)));

    private static string Fault(ModuleShell shell, string place, string text)
    {
        var tree = Parser.ParseInput(text, out _, out _);
        foreach (var command in tree.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (command.GetCommandName() is not { } name || !CmdletName().IsMatch(name))
            {
                continue;
            }

            var known = shell.Run("(Get-Command $args[0] -Module Milvus -ErrorAction Stop).Parameters.Keys", name);
            if (known.Errors.Count > 0)
            {
                return $"{place}: {name} does not exist";
            }

            var names = known.Output.Select(item => item.ToString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var unknown = command.CommandElements.OfType<CommandParameterAst>()
                .Select(parameter => parameter.ParameterName)
                .Where(parameter => !names.Contains(parameter))
                .ToArray();
            if (unknown.Length > 0)
            {
                return $"{place}: {name} does not have -{string.Join(", -", unknown)}";
            }
        }

        return string.Empty;
    }

    [GeneratedRegex("^[A-Z][a-z]+-Milvus[A-Za-z]*\\b")]
    private static partial Regex CmdletName();

    [GeneratedRegex("^-([A-Z][A-Za-z]+)(?: [A-Z]+| \\S+)?$")]
    private static partial Regex ParameterOnly();

    [GeneratedRegex("--project benchmarks -- ([a-z-]+)$")]
    private static partial Regex Benchmark();

    [GeneratedRegex("^Milvus[A-Z][A-Za-z]+$")]
    private static partial Regex ErrorIdLike();
}
