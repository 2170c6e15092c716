namespace Milvus.Testing.Peers;

/// <summary>A theory that needs a Milvus Lite behind its server. Its data must not depend on the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiteTheoryAttribute : TheoryAttribute
{
    public LiteTheoryAttribute() => Skip = Peer.Lite.Skip("MILVUS_LITE_URI");
}
