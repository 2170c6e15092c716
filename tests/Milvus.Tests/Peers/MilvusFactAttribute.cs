namespace Milvus.Tests.Peers;

/// <summary>A test that needs a real Milvus.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MilvusFactAttribute : FactAttribute
{
    public MilvusFactAttribute()
    {
        if (!Peer.Milvus.IsPresent)
        {
            Skip = $"No Milvus answers at {Peer.Milvus.Uri}; set MILVUS_URI and MILVUS_TOKEN.";
        }
    }
}
