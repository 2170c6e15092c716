namespace Milvus.Module.Tests.Programs;

/// <summary>A theory that needs pwsh.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshTheoryAttribute : TheoryAttribute
{
    public PwshTheoryAttribute() => Skip = new PwshFactAttribute().Skip;
}
