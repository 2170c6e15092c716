
namespace Milvus.Module.Tests.Programs;

/// <summary>A test that needs pwsh and a real Milvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PwshMilvusFactAttribute : FactAttribute
{
    public PwshMilvusFactAttribute() => Skip = new PwshFactAttribute().Skip ?? new MilvusFactAttribute().Skip;
}
