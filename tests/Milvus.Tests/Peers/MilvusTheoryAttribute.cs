namespace Milvus.Tests.Peers;

/// <summary>A theory that needs a Milvus Milvus behind its server. Its data must not depend on the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MilvusTheoryAttribute : TheoryAttribute
{
    public MilvusTheoryAttribute()
    {
        if (!Peer.Milvus.IsPresent)
        {
            Skip = $"No Milvus Milvus answers at {Peer.Milvus.Uri}; set MILVUS_LITE_URI.";
        }
    }
}
