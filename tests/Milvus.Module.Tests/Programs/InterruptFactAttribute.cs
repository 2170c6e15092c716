namespace Milvus.Module.Tests.Programs;

/// <summary>
/// A test that sends SIGINT to a program it starts. A process that was started with SIGINT ignored (by nohup, or in the background of a
/// script) passes that on, so that its programs cannot be interrupted.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InterruptFactAttribute : FactAttribute
{
    private const ulong SigInt = 1UL << (2 - 1);

    /// <summary>Skips the test if SIGINT is ignored.</summary>
    public InterruptFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no signals to send.";
        }
        else if (OperatingSystem.IsLinux() && IsIgnored())
        {
            Skip = "The tests were started with SIGINT ignored, so what they start cannot be interrupted.";
        }
    }

    private static bool IsIgnored()
    {
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return line is not null && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & SigInt) != 0;
    }
}
