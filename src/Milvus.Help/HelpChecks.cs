namespace Milvus.Help;

/// <summary>Finds what help does not say yet; each gap fails the build.</summary>
internal static class HelpChecks
{
    private const int FewestExamples = 3;

    internal static IEnumerable<string> Find(IEnumerable<CommandHelp> commands)
    {
        foreach (var command in commands)
        {
            if (command.Synopsis.Length == 0)
            {
                yield return $"{command.Name} has no summary.";
            }

            if (command.Examples.Count < FewestExamples)
            {
                yield return $"{command.Name} has {command.Examples.Count} examples; it needs {FewestExamples}.";
            }

            foreach (var example in command.Examples.Where(example => example.Code.Length == 0 || example.Text.Length == 0))
            {
                yield return $"{command.Name} has an example without code or text: {example.Code}{example.Text}";
            }

            foreach (var parameter in command.Parameters.Where(parameter => parameter.Text.Length == 0))
            {
                yield return $"{command.Name} -{parameter.Name} has no summary.";
            }
        }
    }
}
