using System.Diagnostics;
using Milvus.Core.Calls;
using Milvus.Tests.Client;

namespace Milvus.Tests.Reliability.Network;

/// <summary>The server stops and starts again while a connection is open.</summary>
public sealed class RestartTests
{
    [Fact]
    [Failure("N5")]
    public async Task Restart_same_connection_works_within_five_seconds_and_has_the_rows()
    {
        using var folder = new TemporaryFolder();
        await using var server = new RestartedServer(folder.File("a.db"));
        await server.StartAsync();
        await using var client = await Clients.ConnectAsync(server.Uri);
        await SmallCollection.CreateAsync(client);
        await SmallCollection.InsertAsync(client, [1, 2, 3]);

        await server.StopAsync();
        var call = new CallContext { Deadline = DateTime.UtcNow.AddSeconds(2), Timeout = TimeSpan.FromSeconds(2) };
        var gone = await Assert.ThrowsAsync<MilvusException>(() => client.ListCollectionsAsync(call, default));
        await server.StartAsync();
        var started = Stopwatch.StartNew();
        var count = await client.CountAsync(CallContext.Default, SmallCollection.Name, [], default);

        Assert.Contains(gone.ErrorId, (string[])[MilvusErrorId.ServerUnavailable, MilvusErrorId.Timeout]);
        Assert.Equal(3, count);
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    [Failure("N4", "N5")]
    public async Task Restart_between_two_pages_returns_every_row_once()
    {
        using var folder = new TemporaryFolder();
        await using var server = new RestartedServer(folder.File("a.db"));
        await server.StartAsync();
        await using var client = await Clients.ConnectAsync(server.Uri);
        await SmallCollection.CreateAsync(client);
        await SmallCollection.InsertAsync(client, Enumerable.Range(0, 1000).Select(key => (long)key));

        var keys = new List<long>();
        await foreach (var key in SmallCollection.ReadKeysAsync(client, pageSize: 100))
        {
            if (key is 250 or 750)
            {
                await server.StopAsync();
                await server.StartAsync();
            }

            keys.Add(key);
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(key => (long)key), keys);
    }
}
