namespace Milvus.Module.Tests.Documents;

/// <summary>A Markdown page of the repository, read into its fenced blocks and its inline code.</summary>
internal sealed record DocumentPage(string Name, IReadOnlyList<DocumentBlock> Blocks, IReadOnlyList<(int Line, string Text)> InlineCode)
{
    // Its lines are in tables, and ReferencePageTests runs each of them.
    private const string Reference = "pymilvus.md";

    /// <summary>README, docs and about topics, without the reference page, which has its own test.</summary>
    internal static IReadOnlyList<DocumentPage> All { get; } =
    [
        Read("README.md"),
        .. Files("docs"),
        .. Files(Path.Combine("docs", "about")),
    ];

    internal static DocumentPage Named(string name) => All.Single(page => page.Name == name);

    private static IEnumerable<DocumentPage> Files(string folder) => Directory
        .EnumerateFiles(Repository.Combine(folder), "*.md")
        .Where(file => Path.GetFileName(file) != Reference)
        .Order(StringComparer.Ordinal)
        .Select(file => Read(Path.GetRelativePath(Repository.Root, file)));

    /// <summary>The page of this name.</summary>
    internal static DocumentPage Read(string name)
    {
        var blocks = new List<DocumentBlock>();
        var code = new List<(int, string)>();
        DocumentBlock? open = null;
        foreach (var (line, index) in File.ReadLines(Repository.Combine(name)).Select((line, index) => (line, index)))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                open = open is null ? null : open with { Text = open.Text + line + "\n" };
                code.AddRange(open is null ? Inline(line).Select(text => (index + 1, text)) : []);
            }
            else if (open is null)
            {
                open = new DocumentBlock(name.Replace('\\', '/'), index + 2, line[3..].Trim(), string.Empty);
            }
            else
            {
                blocks.Add(open);
                open = null;
            }
        }

        return open is null
            ? new DocumentPage(name.Replace('\\', '/'), blocks, code)
            : throw new InvalidDataException($"{open}: the block is not closed.");
    }

    // Every second part between backticks is code. A span over two lines is ignored.
    private static IEnumerable<string> Inline(string line)
    {
        var parts = line.Split('`');
        return parts.Length % 2 == 1 ? parts.Where((_, index) => index % 2 == 1) : [];
    }
}
