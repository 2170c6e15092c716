namespace Milvus.Testing.Peers;

/// <summary>A theory that needs a real Milvus. Its data must not depend on the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MilvusTheoryAttribute : TheoryAttribute
{
    public MilvusTheoryAttribute() => Skip = Peer.Milvus.Skip("MILVUS_URI and MILVUS_TOKEN");
}
