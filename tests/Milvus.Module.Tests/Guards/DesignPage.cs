
namespace Milvus.Module.Tests.Guards;

/// <summary>The tables of docs/design.md.</summary>
internal static class DesignPage
{
    /// <summary>The cells of each row of the table below a heading, without its first two lines; none without the heading.</summary>
    internal static IReadOnlyList<string[]> Table(string heading)
    {
        var lines = File.ReadAllText(Repository.Combine("docs", "design.md")).ReplaceLineEndings("\n").Split('\n');
        return
        [
            .. lines.SkipWhile(line => line != heading)
                .SkipWhile(line => !line.StartsWith('|'))
                .TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(row => Array.ConvertAll(row.Trim('|').Split('|'), cell => cell.Trim().Trim('`'))),
        ];
    }
}
