using System.Management.Automation;

namespace Milvus.Pipeline;

/// <summary>
/// Finds that another version of the module runs than an imported one. PowerShell loads an assembly once in a process, so a second
/// version is imported without an error, and its commands are those of the first.
/// </summary>
internal static class LoadedVersion
{
    private static int _imports;
    private static int _checked = 1;

    /// <summary>The module is imported, for the first time or again.</summary>
    internal static void CountImport() => Interlocked.Increment(ref _imports);

    /// <summary>The warning, once after each import; null if the imported version runs.</summary>
    internal static string? FindWarning()
    {
        var imports = Volatile.Read(ref _imports);
        if (Interlocked.Exchange(ref _checked, imports) == imports || imports < 2)
        {
            return null;
        }

        var loaded = typeof(LoadedVersion).Assembly.GetName().Version!;
        var other = ScriptBlock.Create("Get-Module Milvus").Invoke()
            .Select(module => module.BaseObject)
            .OfType<PSModuleInfo>()
            .FirstOrDefault(module => !IsSame(module.Version, loaded));
        return other is null
            ? null
            : $"Version {other.Version} of the module {other.Name} is imported, but version {loaded.ToString(3)} was loaded before "
                + "and runs. A new PowerShell session loads the other one.";
    }

    // The version of a manifest may have only two numbers.
    private static bool IsSame(Version manifest, Version assembly) =>
        manifest.Major == assembly.Major
        && manifest.Minor == assembly.Minor
        && Math.Max(manifest.Build, 0) == Math.Max(assembly.Build, 0);
}
