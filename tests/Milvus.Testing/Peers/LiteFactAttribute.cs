namespace Milvus.Testing.Peers;

/// <summary>A test that needs a Milvus Lite behind its server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiteFactAttribute : FactAttribute
{
    public LiteFactAttribute() => Skip = Peer.Lite.Skip("MILVUS_LITE_URI");
}
