using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Requests;

/// <summary>The command lines in the tests of requests, and their parameters.</summary>
internal static partial class RequestLines
{
    /// <summary>Cmdlet and parameter of each use.</summary>
    internal static HashSet<(string Cmdlet, string Parameter)> Uses()
    {
        using var shell = new ModuleShell();
        // The parameter binder resolves commands in the default runspace.
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = shell.Runspace;
        try
        {
            return [.. Texts().SelectMany(Commands).SelectMany(Bound)];
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    private static IEnumerable<string> Texts() =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "tests", "Milvus.Module.Tests", "Requests"), "*.cs")
            .Where(file => !Path.GetFileName(file).StartsWith(nameof(RequestLines), StringComparison.Ordinal))
            .SelectMany(file => Literals(File.ReadAllText(file)))
            .Where(text => text.Contains("-Milvus", StringComparison.Ordinal))
            .Concat(Directory.GetFiles(GoldenRequests.Folder).SelectMany(file => GoldenRequests.Read(file)).Select(item => item.Line));

    /// <summary>The literals of a source text; literals joined by + are one.</summary>
    private static IEnumerable<string> Literals(string source)
    {
        var joined = new StringBuilder();
        var end = 0;
        foreach (Match match in Literal().Matches(source))
        {
            if (joined.Length > 0 && !Join().IsMatch(source[end..match.Index]))
            {
                yield return joined.ToString();
                joined.Clear();
            }

            joined.Append(match.Groups["raw"] is { Success: true } raw ? raw.Value : Regex.Unescape(match.Groups["plain"].Value));
            end = match.Index + match.Length;
        }

        yield return joined.ToString();
    }

    private static IEnumerable<CommandAst> Commands(string text) =>
        Parser
            .ParseInput(text, out _, out _)
            .FindAll(
                ast => ast is CommandAst command && command.GetCommandName()?.Contains("-Milvus", StringComparison.Ordinal) == true,
                searchNestedScriptBlocks: true)
            .Cast<CommandAst>();

    private static IEnumerable<(string Cmdlet, string Parameter)> Bound(CommandAst command)
    {
        var name = command.GetCommandName();
        foreach (var parameter in StaticParameterBinder.BindCommand(command, resolve: true).BoundParameters)
        {
            yield return (name, parameter.Value.Parameter?.Name ?? parameter.Key);
        }

        if (command.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] != command)
        {
            // Pipeline input.
            yield return (name, "|");
        }
    }

    [GeneratedRegex("^\\s*\\+\\s*\\$*$")]
    private static partial Regex Join();

    // Raw literals, then plain ones.
    [GeneratedRegex("(?<q>\"{3,})(?<raw>.*?)\\k<q>(?!\")|\"(?<plain>(?:[^\"\\\\\\n]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Literal();
}
