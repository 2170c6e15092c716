using Milvus.Tests.Peers;

namespace Milvus.Module.Tests.Shell;

/// <summary>A test that needs Milvus Lite behind its server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiteFactAttribute : FactAttribute
{
    public LiteFactAttribute() => Skip = Peer.Lite.Skip("MILVUS_LITE_URI");
}
