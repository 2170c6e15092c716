namespace Milvus.Module.Tests.Programs;

/// <summary>A theory about paths of Linux and macOS.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "The paths do not exist on Windows.";
        }
    }
}
