namespace Milvus.Tests.Storage;

/// <summary>A fact about links, rights and open files as Unix has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has other rights, needs a privilege for links, and does not remove open files.";
        }
    }
}
