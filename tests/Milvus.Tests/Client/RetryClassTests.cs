using System.Net.Sockets;
using System.Reflection;
using Grpc.Core;
using Milvus.Client.Calls;

namespace Milvus.Tests.Client;

/// <summary>The behaviour of each class of calls if it is unknown whether the previous attempt was executed.</summary>
public sealed class RetryClassTests : FakeServerTest
{
    // First words of names of reads; all other calls change something.
    private static readonly string[] _asking =
    [
        "Get",
        "List",
        "Describe",
        "Show",
        "Has",
        "Search",
        "Query",
        "HybridSearch",
        "Select",
        "Check",
        "Connect",
        "BatchDescribe",
        "Run",
        "Compute",
        "Alloc",
        "Backup",
    ];

    [Fact]
    public void RetryClass_only_what_asks_is_a_read()
    {
        var wrong = typeof(Rpcs).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(field => field.GetValue(null)!)
            .Where(rpc => rpc.GetType().Name.StartsWith("Rpc`", StringComparison.Ordinal))
            .Select(rpc => (Name: (string)Property(rpc, "Name"), Class: (RetryClass)Property(rpc, "Class")))
            .Where(rpc => _asking.Any(word => rpc.Name.StartsWith(word, StringComparison.Ordinal)) != (rpc.Class == RetryClass.Read))
            .Select(rpc => rpc.Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task RetryClass_insert_that_surely_was_not_sent_is_tried_again_and_its_outcome_is_known()
    {
        var rows = await BatchAsync(2);
        await Fake.DisposeAsync();
        // A call on a connection that is still open may have arrived; after this one there is no open connection.
        await FailsAsync(() => Client.ListCollectionsAsync(Call, default));

        var error = await FailsAsync(() => Client.InsertAsync(Call, "docs", null, rows, default));

        Assert.Equal((MilvusErrorId.ServerUnavailable, 5), (error.ErrorId, error.Attempts));
    }

    /// <summary>
    /// Which of these a call gets depends on who notices the closed connection first: the HTTP handler, or the gRPC library, which then
    /// answers by itself.
    /// </summary>
    [Theory]
    [MemberData(nameof(BrokenConnections))]
    public void RetryClass_failed_connect_was_surely_not_sent_and_a_broken_connection_may_have_been(Exception cause, bool neverSent) =>
        Assert.Equal(neverSent, RpcErrors.NeverSent(new RpcException(new Status(StatusCode.Unavailable, "x", cause))));

    public static TheoryData<Exception, bool> BrokenConnections => new()
    {
        { new SocketException((int)SocketError.ConnectionRefused), true },
        { new TimeoutException(), true },
        { new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.ConnectionRefused)), true },
        { new HttpRequestException(HttpRequestError.NameResolutionError, "x"), true },
        { new HttpRequestException(HttpRequestError.ResponseEnded, "x"), false },
        { new IOException("x", new SocketException((int)SocketError.ConnectionReset)), false },
        { new HttpRequestException(HttpRequestError.Unknown, "x", new IOException("x")), false },
    };

    [Fact]
    public async Task RetryClass_collection_that_the_attempt_before_dropped_is_dropped()
    {
        Log.On<Protocol.DropCollectionRequest, Protocol.Status>(
            "DropCollection",
            number => number == 1 ? throw Grpc(StatusCode.Unavailable) : Missing());
        await Client.DropCollectionAsync(Call, "docs", default);
        Assert.Equal(2, Log.Count("DropCollection"));

        Log.On<Protocol.DropCollectionRequest, Protocol.Status>("DropCollection", _ => Missing());
        Assert.Equal(MilvusErrorId.CollectionNotFound, (await FailsAsync(() => Client.DropCollectionAsync(Call, "docs", default))).ErrorId);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task RetryClass_collection_that_the_attempt_before_made_is_made_unless_it_is_another(int dimension, bool made)
    {
        Log.On<Protocol.CreateCollectionRequest, Protocol.Status>(
            "CreateCollection",
            number =>
                number == 1
                    ? throw Grpc(StatusCode.Unavailable)
                    : new Protocol.Status
                    {
                        Code = 65535,
                        Reason = "create duplicate collection with different parameters, collection: docs",
                    });
        var definition = Clients.Definition(
            "docs",
            Clients.Key(),
            new Field
            {
                Name = "vector",
                Type = DataType.FloatVector,
                Dimension = dimension,
            });

        var creating = Client.CreateCollectionAsync(Call, definition, default);

        if (made)
        {
            await creating;
        }
        else
        {
            Assert.Equal(MilvusErrorId.AlreadyExists, (await FailsAsync(() => creating)).ErrorId);
        }
    }

    [Fact]
    public async Task RetryClass_long_wait_is_a_warning_and_ends_when_it_is_stopped()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>("ShowCollections", _ =>
            throw new RpcException(new Status(StatusCode.Unavailable, "busy"), new Metadata { { "grpc-retry-pushback-ms", "60000" } }));
        using var stop = new CancellationTokenSource();

        var running = Client.ListCollectionsAsync(Call, stop.Token);
        Assert.True(SpinWait.SpinUntil(() => !Call.Warnings.IsEmpty, TimeSpan.FromMinutes(1)));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains("ShowCollections is still being retried", Call.Warnings.First(), StringComparison.Ordinal);
        Assert.Equal(1, Log.Count("ShowCollections"));
    }

    [Fact]
    public void RetryClass_pauses_grow_are_random_and_end_at_three_seconds()
    {
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            var most = Math.Min(100 * Math.Pow(3, attempt - 1), 3000);
            var pauses = Enumerable.Range(0, 200).Select(_ => BackOff.GetDelay(attempt, rateLimited: false).TotalMilliseconds).ToList();
            var limited = Enumerable.Range(0, 200).Select(_ => BackOff.GetDelay(attempt, rateLimited: true).TotalMilliseconds).ToList();

            Assert.All(pauses, pause => Assert.InRange(pause, 0, most));
            Assert.All(limited, pause => Assert.InRange(pause, most / 2, most));
            Assert.True(pauses.Distinct().Count() > 100);
        }
    }

    private static Protocol.Status Missing() => new() { Code = 100, Reason = "collection not found[collection=docs]" };

    private static object Property(object item, string name) =>
        item.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.GetValue(item)!;
}
