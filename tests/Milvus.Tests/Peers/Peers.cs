namespace Milvus.Tests.Peers;

/// <summary>The real servers that answer or are required.</summary>
public static class Peers
{
    public static TheoryData<string> Present
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var peer in new[] { Peer.Milvus, Peer.Lite })
            {
                if (peer.IsExpected)
                {
                    names.Add(peer.Name);
                }
            }

            return names;
        }
    }

    public static Peer Named(string name) => name == Peer.Lite.Name ? Peer.Lite : Peer.Milvus;
}
