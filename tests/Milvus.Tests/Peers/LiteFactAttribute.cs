namespace Milvus.Tests.Peers;

/// <summary>A test that needs a Milvus Lite behind its server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiteFactAttribute : FactAttribute
{
    public LiteFactAttribute()
    {
        if (!Peer.Lite.IsPresent)
        {
            Skip = $"No Milvus Lite answers at {Peer.Lite.Uri}; set MILVUS_LITE_URI.";
        }
    }
}
