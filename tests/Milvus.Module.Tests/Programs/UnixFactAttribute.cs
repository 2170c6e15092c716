namespace Milvus.Module.Tests.Programs;

/// <summary>A test that sends Unix signals.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no signals that one process sends to another.";
        }
    }
}
