namespace Milvus.Testing.Peers;

/// <summary>A test that needs a real Milvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MilvusFactAttribute : FactAttribute
{
    public MilvusFactAttribute() => Skip = Peer.Milvus.Skip("MILVUS_URI and MILVUS_TOKEN");
}
