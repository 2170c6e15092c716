namespace Milvus.Help;

/// <summary>Finds gaps of the help; each gap fails the build.</summary>
internal static class HelpChecks
{
    private const int MinExamples = 3;

    /// <summary>Finds cmdlets that call a server without a row in the table of privileges, and rows of cmdlets that do not call a
    /// server.</summary>
    internal static IEnumerable<string> Find(IReadOnlyList<CommandHelp> commands, PrivilegeTable privileges)
    {
        var asking = commands.Where(command => command.AsksServer).Select(command => command.Name).ToList();
        return asking.Except(privileges.Cmdlets).Select(name => $"{name} has no row in docs/privileges.tsv.")
            .Concat(privileges.Cmdlets.Except(asking)
                .Select(name => $"docs/privileges.tsv has a row for {name}, which does not call a server."));
    }

    internal static IEnumerable<string> Find(IEnumerable<CommandHelp> commands)
    {
        foreach (var command in commands)
        {
            if (command.Synopsis.Length == 0)
            {
                yield return $"{command.Name} has no summary.";
            }

            if (command.Examples.Count < MinExamples)
            {
                yield return $"{command.Name} has {command.Examples.Count} examples; it needs {MinExamples}.";
            }

            foreach (var example in command.Examples.Where(example => example.Code.Length == 0 || example.Text.Length == 0))
            {
                yield return $"{command.Name} has an example without code or text: {example.Code}{example.Text}";
            }

            foreach (var parameter in command.Parameters.Where(parameter => parameter.Text.Length == 0))
            {
                yield return $"{command.Name} -{parameter.Name} has no summary.";
            }

            foreach (var wrong in command.WrongTexts)
            {
                yield return wrong;
            }
        }
    }
}
