namespace Milvus.Module.Tests.Documents;

/// <summary>A block that shows a session: commands after a prompt, and their output.</summary>
internal sealed record Transcript(IReadOnlyList<(string Command, IReadOnlyList<string> Output)> Steps)
{
    private const string Prompt = "PS> ";

    // The indentation of the continuation lines of a command.
    private const string Continuation = "        ";

    internal static bool Is(DocumentBlock block) => block.Text.StartsWith(Prompt, StringComparison.Ordinal);

    internal static Transcript Read(DocumentBlock block)
    {
        var steps = new List<(string Command, IReadOnlyList<string> Output)>();
        var output = new List<string>();
        foreach (var line in block.Text.Split('\n'))
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                steps.Add((line[Prompt.Length..], output = []));
            }
            else if (output.Count == 0 && line.StartsWith(Continuation, StringComparison.Ordinal))
            {
                steps[^1] = (steps[^1].Command + "\n" + line, output);
            }
            else if (line.Length > 0)
            {
                output.Add(line.TrimEnd());
            }
        }

        return new Transcript(steps);
    }
}
