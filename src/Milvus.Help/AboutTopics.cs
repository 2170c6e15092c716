using System.Text;

namespace Milvus.Help;

/// <summary>Turns the about_ topics from Markdown into the plain text that Get-Help shows.</summary>
internal static class AboutTopics
{
    internal static void Write(string source, string target)
    {
        foreach (var topic in Directory.EnumerateFiles(source, "about_*.md"))
        {
            var name = Path.GetFileNameWithoutExtension(topic);
            File.WriteAllText(Path.Combine(target, name + ".help.txt"), Convert(name, File.ReadLines(topic)));
        }
    }

    private static string Convert(string name, IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        text.AppendLine("TOPIC").AppendLine("    " + name).AppendLine();
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("# ", StringComparison.Ordinal))
            {
                continue;
            }

            text.AppendLine(line.StartsWith("## ", StringComparison.Ordinal)
                ? line[3..].ToUpperInvariant()
                : line.Length > 0 ? "    " + line.Replace("`", string.Empty, StringComparison.Ordinal) : string.Empty);
        }

        return text.ToString();
    }
}
