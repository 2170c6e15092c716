using Grpc.Core;
using Milvus.Client.InProcess;
using Milvus.Embedded.Background;
using Milvus.Embedded.Diagnostics;

namespace Milvus.Tests.Embedded;

public sealed class EngineFailureTests
{
    private const string Canary = "CANARY91c0";

    [Fact]
    public void EngineFailure_has_types_and_frames_of_inner_exceptions_and_no_message()
    {
        var failures = new EngineFailures();
        EngineFailure? seen = null;
        using var subscription = failures.Subscribe(failure => seen = failure);

        var inner = Thrown(() => Fail(new KeyNotFoundException(Canary)));

        failures.Report("Import", 7, Thrown(() => Fail(new AggregateException(Canary, inner))));

        Assert.Equal(("Import", "7", typeof(AggregateException).FullName), (seen!.Method, seen.RequestId, seen.ExceptionType));
        var causes = seen.Stack.Split("\ncaused by ");
        Assert.Equal(2, causes.Length);
        Assert.StartsWith($"{typeof(KeyNotFoundException).FullName}\n   at ", causes[1], StringComparison.Ordinal);
        Assert.All(causes, cause => Assert.Contains($"{nameof(EngineFailureTests)}.{nameof(Fail)}(", cause, StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EngineFailures_subscription_that_ended_sees_nothing()
    {
        var failures = new EngineFailures();
        var first = 0;
        var second = 0;
        var ended = failures.Subscribe(_ => first++);
        using var lasting = failures.Subscribe(_ => second++);

        ended.Dispose();
        failures.Report("Compaction", 1, new InvalidOperationException());

        Assert.Equal((0, 1), (first, second));
    }

    [Theory]
    [InlineData("client-request-id", "6f0c-A_1", true)]
    [InlineData("client_request_id", "6f0c", true)]
    [InlineData("client-request-id", "two words", false)]
    [InlineData("client-request-id", "", false)]
    [InlineData("client-request-id", "01234567890123456789012345678901234567890123456789012345678901234", false)]
    [InlineData("other", "6f0c", false)]
    public void RequestId_is_the_word_the_client_sent_or_one_made_for_the_call(string header, string sent, bool taken)
    {
        var context = new InProcessCallContext("/Insert", [new Metadata.Entry(header, sent)], DateTime.MaxValue, CancellationToken.None);

        var id = RequestId.Of(context);

        Assert.Equal(taken, id == sent);
        Assert.True(taken || Guid.TryParseExact(id, "N", out _), id);
        Assert.Equal(id, RequestId.Of(context));
    }

    [Fact]
    public void BackgroundQueue_runs_jobs_one_after_the_other_and_waits_for_them_when_it_closes()
    {
        var running = 0;
        var order = new List<int>();
        var queue = new BackgroundQueue();
        for (var i = 0; i < 20; i++)
        {
            var number = i;
            queue.Add(() =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                order.Add(number);
                Interlocked.Decrement(ref running);
            });
        }

        queue.Dispose();

        Assert.Equal(Enumerable.Range(0, 20), order);
        Assert.True(queue.Closing.IsCancellationRequested);
    }

    [Fact]
    public void BackgroundQueue_goes_on_after_a_job_that_failed()
    {
        var ran = false;
        using (var queue = new BackgroundQueue())
        {
            queue.Add(() => throw new InvalidOperationException());
            queue.Add(() => ran = true);
        }

        Assert.True(ran);
    }

    private static Exception Thrown(Action action) => Record.Exception(action);

    private static void Fail(Exception exception) => throw exception;
}
