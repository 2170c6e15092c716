namespace Milvus.Module.Tests.Programs;

/// <summary>A theory that needs pwsh and a real Milvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshMilvusTheoryAttribute : TheoryAttribute
{
    public PwshMilvusTheoryAttribute() => Skip = new PwshMilvusFactAttribute().Skip;
}
