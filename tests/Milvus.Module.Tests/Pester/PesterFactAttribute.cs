using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Pester;

/// <summary>A test that needs pwsh with Pester 5 or later.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterFactAttribute : FactAttribute
{
    private static readonly string? Missing = FindMissing();

    public PesterFactAttribute() => Skip = Missing;

    private static string? FindMissing()
    {
        if (!PwshFactAttribute.IsInstalled)
        {
            return "pwsh is not installed.";
        }

        using var pwsh = RunningProgram.Start("pwsh", ["-NoProfile", "-NonInteractive", "-Command", "(Get-Module -ListAvailable Pester).Version.Major"]);
        return pwsh.Finish().Lines.Any(line => int.TryParse(line, out var version) && version >= 5) ? null : "Pester 5 or later is not installed.";
    }
}
