using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Reference;

/// <summary>The page that shows every method of pymilvus' MilvusClient as a line of PowerShell.</summary>
internal static partial class ReferencePage
{
    internal static IReadOnlyList<ReferenceSection> Sections { get; } = Read();

    private static List<ReferenceSection> Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "pymilvus.md")).ReplaceLineEndings("\n");
        return
        [
            .. Section()
                .Matches(text)
                .Select(section => new ReferenceSection(
                    section.Groups["title"].Value,
                    Setup().Match(section.Value).Groups["code"].Value,
                    [
                        .. Row()
                            .Matches(section.Value)
                            .Select(row => new ReferenceRow(row.Groups["method"].Value, Unescape(row.Groups["line"].Value))),
                    ])),
        ];
    }

    // A pipe inside a table is escaped with a backslash.
    private static string Unescape(string line) => line.Replace(@"\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"^## (?<title>[^\n]+)\n.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^```powershell\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Setup();

    [GeneratedRegex(@"^\| `(?<method>[^`]+)`[^|\n]* \| (?:`(?<line>(?:[^`]|``)+)`)?[^\n]*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
