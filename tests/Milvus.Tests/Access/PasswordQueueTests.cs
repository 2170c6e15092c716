using Grpc.Core;
using Milvus.Embedded.Access;

namespace Milvus.Tests.Access;

/// <summary>Callers with wrong passwords do not keep others waiting.</summary>
public sealed class PasswordQueueTests
{
    [Fact]
    public async Task PasswordQueue_address_with_many_calls_is_refused_and_others_are_not()
    {
        var queue = new PasswordQueue();
        using var hold = new ManualResetEventSlim();
        using var running = new ManualResetEventSlim();
        var busy = 0;
        var most = 0;
        var held = Enumerable.Range(0, 1 + PasswordQueue.MaxWaiting).Select(_ => queue.RunAsync("loop", () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref busy));
            running.Set();
            hold.Wait();
            return Interlocked.Decrement(ref busy);
        }, CancellationToken.None)).ToArray();
        running.Wait();

        var refused = await Assert.ThrowsAsync<RpcException>(() => queue.RunAsync("loop", () => 1, CancellationToken.None));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Equal(7, await queue.RunAsync("other", () => 7, CancellationToken.None));

        hold.Set();
        await Task.WhenAll(held);
        Assert.Equal(1, most);
        Assert.Equal(8, await queue.RunAsync("loop", () => 8, CancellationToken.None));
    }

    [Fact]
    public async Task PasswordQueue_call_that_ends_while_it_waits_leaves_its_place()
    {
        var queue = new PasswordQueue();
        using var hold = new ManualResetEventSlim();
        var first = queue.RunAsync(
            "one",
            () =>
            {
                hold.Wait();
                return 1;
            },
            CancellationToken.None);
        for (var i = 0; i < 3 * PasswordQueue.MaxWaiting; i++)
        {
            using var call = new CancellationTokenSource();
            var waiting = queue.RunAsync("one", () => 2, call.Token);
            await call.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        hold.Set();
        Assert.Equal(1, await first);
    }

    [Theory]
    [InlineData("ipv4:127.0.0.1:50000", "ipv4:127.0.0.1")]
    [InlineData("ipv6:[::1]:50000", "ipv6:[::1]")]
    [InlineData("in-process", "in-process")]
    public void PasswordQueue_connections_of_one_address_count_together(string peer, string address) =>
        Assert.Equal(address, PasswordQueue.AddressOf(peer));

    [Fact]
    public void PasswordQueue_password_with_a_zero_at_its_end_is_another_one()
    {
        var hash = PasswordHash.Of("secret");

        Assert.True(PasswordHash.Fits("secret", hash));
        Assert.False(PasswordHash.Fits("secret\0", hash));
        Assert.Throws<Milvus.Embedded.Errors.MilvusError>(() => AccessRules.CheckPassword("secret\0"));
    }
}
