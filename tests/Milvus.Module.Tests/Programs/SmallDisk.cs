using System.Diagnostics;
using System.Globalization;

namespace Milvus.Module.Tests.Programs;

/// <summary>A file system of a few megabytes in memory; only root can create one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal SmallDisk(int megabytes)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");
        if (!Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", _folder.FullName))
        {
            _folder.Dispose();
            throw new InvalidOperationException("A file system cannot be mounted here.");
        }
    }

    /// <summary>Whether one can be created here.</summary>
    internal static bool CanBe { get; } = Try();

    internal string File(string name) => _folder.File(name);

    public void Dispose()
    {
        Run("umount", "-l", _folder.FullName);
        _folder.Dispose();
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            new SmallDisk(1).Dispose();
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
