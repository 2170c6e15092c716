namespace Milvus.Shell;

/// <summary>The command line: a script with its arguments, a command, or nothing for a prompt.</summary>
internal sealed class ShellArguments
{
    internal const string Usage = """
        usage: dotnet run --project src/Milvus.Shell -- SCRIPT [ARGUMENTS]
               dotnet run --project src/Milvus.Shell -- -Command TEXT
               dotnet run --project src/Milvus.Shell            (a prompt)
        """;

    internal string? Script { get; private init; }

    internal string? Command { get; private init; }

    /// <summary>The arguments of the script: a name with a value, only a name (a switch), or only a value.</summary>
    internal IReadOnlyList<(string? Name, object? Value)> ScriptArguments { get; private init; } = [];

    internal static bool TryParse(IReadOnlyList<string> args, out ShellArguments arguments, out string complaint)
    {
        arguments = new ShellArguments();
        complaint = string.Empty;
        if (args.Count == 0)
        {
            return true;
        }

        if (args[0].Equals("-Command", StringComparison.OrdinalIgnoreCase) || args[0] == "-c")
        {
            if (args.Count < 2)
            {
                complaint = "-Command needs a text to run.";
                return false;
            }

            arguments = new ShellArguments { Command = string.Join(' ', args.Skip(1)) };
            return true;
        }

        if (args[0].StartsWith('-'))
        {
            complaint = $"'{args[0]}' is not an option.";
            return false;
        }

        var script = Path.GetFullPath(args[0]);
        if (!File.Exists(script))
        {
            complaint = $"The script '{args[0]}' does not exist.";
            return false;
        }

        arguments = new ShellArguments { Script = script, ScriptArguments = ParsePairs(args.Skip(1).ToList()) };
        return true;
    }

    private static List<(string? Name, object? Value)> ParsePairs(List<string> args)
    {
        var pairs = new List<(string? Name, object? Value)>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsName(args[i]))
            {
                pairs.Add((null, args[i]));
                continue;
            }

            var colon = args[i].IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                pairs.Add((args[i][1..colon], Switch(args[i][(colon + 1)..])));
            }
            else if (i + 1 < args.Count && !IsName(args[i + 1]))
            {
                pairs.Add((args[i][1..], args[++i]));
            }
            else
            {
                pairs.Add((args[i][1..], true));
            }
        }

        return pairs;
    }

    // -5 is a number, not a name.
    private static bool IsName(string text) => text.Length > 1 && text[0] == '-' && char.IsLetter(text[1]);

    private static object Switch(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
