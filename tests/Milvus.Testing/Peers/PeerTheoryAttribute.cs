namespace Milvus.Testing.Peers;

/// <summary>A theory that runs on every available or required real server. Its data is <see cref="Peer.Present"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() => Skip = PeerPolicy.Skip(
        Peer.Milvus.IsPresent || Peer.Lite.IsPresent,
        $"No Milvus answers at {Peer.Milvus.Uri} and no Milvus Lite at {Peer.Lite.Uri}.");
}
