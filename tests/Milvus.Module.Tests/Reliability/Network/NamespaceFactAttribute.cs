using System.ComponentModel;
using System.Diagnostics;

namespace Milvus.Module.Tests.Reliability.Network;

/// <summary>A test with a file /etc/hosts of its own: a mount namespace of Linux, which containers can forbid.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamespaceFactAttribute : FactAttribute
{
    public NamespaceFactAttribute()
    {
        if (!IsAllowed())
        {
            Skip = "unshare cannot create a mount namespace here, so the test has no hosts of its own.";
        }
    }

    private static bool IsAllowed()
    {
        try
        {
            using var unshare = Process.Start(
                new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "--bind", "/etc/hosts", "/etc/hosts"])
                {
                    RedirectStandardError = true,
                });
            unshare!.WaitForExit();
            return unshare.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
