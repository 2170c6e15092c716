namespace Milvus.Module.Tests.Programs;

/// <summary>A test that needs pwsh.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute()
    {
        if (!Pwsh.IsThere)
        {
            Skip = "pwsh could not be restored and is not installed.";
        }
    }
}
