using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>The seed example against real servers.</summary>
public sealed class SeedOnPeersTests
{
    [PeerTheory]
    [MemberData(nameof(Peer.Present), MemberType = typeof(Peer))]
    public async Task SeedOnPeers_makes_lists_and_drops_indexes(string peerName)
    {
        var peer = Peer.Named(peerName);
        var lite = peer == Peer.Lite;
        await using var client = await Clients.ConnectAsync(peer);
        var call = CallContext.Default;
        var name = UniqueName.Of("seed");
        await client.CreateCollectionAsync(call, Clients.Definition(name, Clients.Key("my_id"), Clients.Vector("my_vector", 5)), default);
        try
        {
            await client.CreateIndexAsync(
                call,
                name,
                new IndexParameter { Field = "my_id", IndexType = lite ? "INVERTED" : "STL_SORT" },
                default);
            await client.WaitForIndexAsync(call, name, null, "my_id", null, default);
            await client.CreateIndexAsync(
                call,
                name,
                new IndexParameter
                {
                    Field = "my_vector",
                    IndexType = "AUTOINDEX",
                    MetricType = "COSINE",
                },
                default);
            await client.WaitForIndexAsync(call, name, "my_vector", null, null, default);
            var indexes = await client.ListIndexesAsync(call, name, default);
            Assert.Equal(["my_id", "my_vector"], indexes.Select(index => index.Name));
            Assert.Equal("COSINE", indexes[1].MetricType);
            Assert.Equal("Finished", indexes[1].State);

            await client.ReleaseCollectionAsync(call, name, default);
            Assert.True(await client.DropIndexAsync(call, name, "my_id", default));
            var left = await client.ListIndexesAsync(call, name, default);
            Assert.DoesNotContain("my_id", left.Select(index => index.Name));
            Assert.False(await client.DropIndexAsync(call, name, "my_id", default));
        }
        finally
        {
            await client.DropCollectionAsync(call, name, default);
        }
    }
}
