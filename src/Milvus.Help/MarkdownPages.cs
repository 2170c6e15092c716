using System.Globalization;
using System.Text;

namespace Milvus.Help;

/// <summary>Writes a page of Markdown for each cmdlet, and a page that lists them by noun. Pages of removed cmdlets are deleted.</summary>
internal static class MarkdownPages
{
    private const string Index = "README.md";

    internal static void Write(string folder, IReadOnlyList<CommandHelp> commands, PrivilegeTable privileges)
    {
        Directory.CreateDirectory(folder);
        Save(Path.Combine(folder, Index), ListByNoun(commands));
        foreach (var command in commands)
        {
            Save(Path.Combine(folder, command.Name + ".md"), Page(command, commands, privileges));
        }

        var names = commands.Select(command => command.Name + ".md").Append(Index).ToHashSet();
        foreach (var idle in Directory.EnumerateFiles(folder, "*.md").Where(file => !names.Contains(Path.GetFileName(file))))
        {
            File.Delete(idle);
        }
    }

    // An unchanged file keeps its time, so that nothing else is built again.
    private static void Save(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
        }
    }

    private static string ListByNoun(IEnumerable<CommandHelp> commands)
    {
        var page = new StringBuilder("# Cmdlets\n\nThe same texts as `Get-Help NAME -Full`, written by the build.\n\n");
        page.Append("| noun | cmdlets |\n| --- | --- |\n");
        foreach (var noun in commands.GroupBy(command => command.Noun).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {noun.Key} | {Links(noun)} |\n");
        }

        return page.ToString();
    }

    private static string Page(CommandHelp command, IReadOnlyList<CommandHelp> commands, PrivilegeTable privileges)
    {
        var page = new StringBuilder($"# {command.Name}\n\n{Escape(command.Synopsis)}\n");
        if (command.Remarks.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{Escape(command.Remarks)}\n");
        }

        page.Append("\n## Syntax\n\n```\n")
            .AppendJoin("\n\n", command.Sets.Select(set => SyntaxText.Write(command, set)))
            .Append("\n```\n");
        page.Append("\n## Examples\n");
        foreach (var example in command.Examples)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n```powershell\n{example.Code}\n```\n\n{Escape(example.Text)}\n");
        }

        page.Append("\n## Parameters\n\n| parameter | type | |\n| --- | --- | --- |\n");
        foreach (var parameter in command.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            var text = Escape(parameter.Text) + Facts(parameter);
            page.Append(CultureInfo.InvariantCulture, $"| `-{parameter.Name}` | `{parameter.Type.Name}` | {text} |\n");
        }

        page.Append(
            CultureInfo.InvariantCulture, $"\n## Input and output\n\nTakes from the pipeline: {string.Join(", ", command.Inputs)}. ");
        page.Append(CultureInfo.InvariantCulture, $"Returns: {string.Join(", ", command.Outputs.DefaultIfEmpty("nothing"))}.\n");
        if (command.AsksServer)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Privileges\n\n{Escape(privileges.Describe(command.Name))}\n");
        }

        var related = command.FindRelated(commands).ToList();
        if (related.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Related\n\n{Links(related)}\n");
        }

        return page.ToString();
    }

    private static string Links(IEnumerable<CommandHelp> commands) =>
        string.Join(", ", commands.Select(command => $"[{command.Name}]({command.Name}.md)"));

    private static string Facts(ParameterHelp parameter)
    {
        List<string> facts = [];
        if (parameter.Default is { } value && !parameter.IsSwitch)
        {
            facts.Add($"default: {value}");
        }

        if (parameter.Aliases.Count > 0)
        {
            facts.Add($"alias: {string.Join(", ", parameter.Aliases)}");
        }

        if (parameter.Wildcards)
        {
            facts.Add("wildcards");
        }

        if (parameter.Uses.Values.FirstOrDefault(use => use.ByValue || use.ByPropertyName) is { } piped)
        {
            facts.Add($"from the pipeline: {(piped.ByValue ? "by value" : "by property name")}");
        }

        return facts.Count == 0 ? string.Empty : $" *({Escape(string.Join("; ", facts))})*";
    }

    private static string Escape(string text) => text
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
