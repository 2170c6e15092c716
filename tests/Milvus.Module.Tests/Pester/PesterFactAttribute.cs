using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Pester;

/// <summary>A test that needs pwsh with Pester 5 or later, and the server it names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterFactAttribute : FactAttribute
{
    private static readonly string? Missing = FindMissing();

    public PesterFactAttribute() => Skip = Missing;

    public PesterFactAttribute(string backend)
    {
        Backend = backend;
        Skip = Missing ?? (Backends.Backend.IsThere(backend) ? null : $"The back end {backend} does not answer.");
    }

    /// <summary>The server; null where none is needed.</summary>
    public string? Backend { get; }

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
