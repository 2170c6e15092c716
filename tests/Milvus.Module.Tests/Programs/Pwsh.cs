namespace Milvus.Module.Tests.Programs;

/// <summary>The pwsh that tests start: the tool of this repository, otherwise an installed one.</summary>
internal static class Pwsh
{
    private static readonly string[] _quiet = ["-NoProfile", "-NonInteractive", "-Command"];

    private static readonly string[]? _program = Find();

    internal static bool IsThere => _program is not null;

    /// <summary>Starts pwsh with the text of a script.</summary>
    internal static RunningProgram Start(string script, IReadOnlyDictionary<string, string>? environment = null) =>
        _program is [var file, .. var before]
            ? RunningProgram.Start(file, [.. before, .. _quiet, script], environment: environment)
            : throw new InvalidOperationException("There is no pwsh.");

    private static string[]? Find()
    {
        string[] restored = ["dotnet", "tool", "run", "pwsh"];
        if (Answers(restored))
        {
            return restored;
        }

        string[] installed = ["pwsh"];
        return IsOnPath() && Answers(installed) ? installed : null;
    }

    private static bool IsOnPath() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")));

    private static bool Answers(string[] program)
    {
        using var pwsh = RunningProgram.Start(program[0], [.. program[1..], .. _quiet, "'here'"]);
        var result = pwsh.Finish();
        return result.ExitCode == 0 && result.Lines.Contains("here");
    }
}
