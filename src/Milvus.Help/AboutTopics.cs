using System.Text;

namespace Milvus.Help;

/// <summary>Converts the about_ topics from Markdown to the plain text that Get-Help shows.</summary>
internal static class AboutTopics
{
    // The line of a topic that is replaced by the table of privileges.
    private const string PrivilegesHere = "[The table](../privileges.tsv)";

    internal static void Write(string source, string target, PrivilegeTable privileges)
    {
        foreach (var topic in Directory.EnumerateFiles(source, "about_*.md"))
        {
            var name = Path.GetFileNameWithoutExtension(topic);
            File.WriteAllText(
                Path.Combine(target, name + ".help.txt"),
                Convert(name, File.ReadLines(topic).SelectMany(line => line == PrivilegesHere ? List(privileges) : [line])));
        }
    }

    private static IEnumerable<string> List(PrivilegeTable privileges) =>
        privileges.Cmdlets.SelectMany(cmdlet => new[] { cmdlet, $"    {privileges.Describe(cmdlet)}" });

    // Get-Help takes the fifth line as the synopsis.
    private static string Convert(string name, IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        text.AppendLine("TOPIC").AppendLine("    " + name).AppendLine();
        foreach (var line in TextWrap.Wrap(lines.SkipWhile(line => line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))))
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }
}
