namespace Milvus.Tests.Peers;

/// <summary>A test that runs on every real server that is there or required. Its data are <see cref="Peers.Present"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() => Skip = PeerPolicy.Skip(
        Peer.Milvus.IsPresent || Peer.Lite.IsPresent,
        $"No Milvus answers at {Peer.Milvus.Uri} and no Milvus Lite at {Peer.Lite.Uri}.");
}
