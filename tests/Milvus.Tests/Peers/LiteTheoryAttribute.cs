namespace Milvus.Tests.Peers;

/// <summary>A theory that needs a Milvus Lite behind its server. Its data must not depend on the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiteTheoryAttribute : TheoryAttribute
{
    public LiteTheoryAttribute()
    {
        if (!Peer.Lite.IsPresent)
        {
            Skip = $"No Milvus Lite answers at {Peer.Lite.Uri}; set MILVUS_LITE_URI.";
        }
    }
}
