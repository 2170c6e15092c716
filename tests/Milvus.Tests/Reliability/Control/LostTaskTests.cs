using Grpc.Core;
using Milvus.Core.Calls;
using Milvus.Protocol;
using Milvus.Tests.Client;
using Milvus.Tests.Reliability.Network;

namespace Milvus.Tests.Reliability.Control;

/// <summary>Failures of background work of the client are errors of calls, and none is lost in a task that nobody waits for.</summary>
public sealed class LostTaskTests
{
    [Fact]
    [Failure("C5")]
    public async Task LostTask_broken_cancelled_and_late_calls_leave_no_exception_behind()
    {
        var lost = new List<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs seen)
        {
            if (seen.Exception.ToString().Contains("Milvus.Client", StringComparison.Ordinal))
            {
                lost.Add(seen.Exception.ToString());
            }
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await BreakAsync();
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Empty(lost);
    }

    private static async Task BreakAsync()
    {
        await using var server = OneCollection.Serve();
        using var proxy = new CuttingProxy(server.Uri.Port);
        await using var client = await Clients.ConnectAsync(proxy.Uri);
        // The connection breaks.
        proxy.CutAfter(10);
        await client.ListCollectionsAsync(CallContext.Default, default);
        // The caller stops, and the answer comes later.
        server.Log.On<ShowCollectionsRequest, ShowCollectionsResponse>("ShowCollections", async (_, _, _) =>
        {
            await Task.Delay(100);
            throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, "late"));
        });
        using var stop = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<Exception>(() => client.ListCollectionsAsync(CallContext.Default, stop.Token));
        var call = new CallContext { Deadline = DateTime.UtcNow.AddMilliseconds(50), Timeout = TimeSpan.FromMilliseconds(50) };
        var late = await Assert.ThrowsAsync<MilvusException>(() => client.ListCollectionsAsync(call, default));
        Assert.Equal(MilvusErrorId.Timeout, late.ErrorId);
    }
}
