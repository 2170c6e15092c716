using Grpc.Core;
using Milvus.Client.InProcess;
using Milvus.Embedded.Background;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;

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
        var queue = new BackgroundQueue(new EngineFailures());
        for (var i = 0; i < 20; i++)
        {
            var number = i;
            queue.Add(
                new BackgroundJob("Count", number),
                () =>
                {
                    Assert.Equal(1, Interlocked.Increment(ref running));
                    order.Add(number);
                    Interlocked.Decrement(ref running);
                },
                Assert.Fail);
        }

        queue.Dispose();

        Assert.Equal(Enumerable.Range(0, 20), order);
        Assert.True(queue.Closing.IsCancellationRequested);
    }

    [Theory]
    [Failure("C5")]
    [InlineData(false)]
    [InlineData(true)]
    public void BackgroundQueue_goes_on_after_a_job_that_failed_and_reports_it(bool noting)
    {
        var (ran, reason) = (false, "");
        var failures = new EngineFailures();
        var reported = new List<string>();
        using (failures.Subscribe(failure => reported.Add($"{failure.Method} {failure.RequestId} {failure.ExceptionType}")))
        using (var queue = new BackgroundQueue(failures))
        {
            queue.Add(new BackgroundJob("First", 7), () => throw new InvalidOperationException(Canary), Note);
            queue.Add(new BackgroundJob("Second", 8), () => ran = true, Assert.Fail);
        }

        Assert.True(ran);
        Assert.Equal("internal error: InvalidOperationException, reported as First 7", reason);
        string[] expected = [$"First 7 {typeof(InvalidOperationException).FullName}", $"First 7 {typeof(KeyNotFoundException).FullName}"];
        Assert.Equal(noting ? expected : expected[..1], reported);

        void Note(string text)
        {
            reason = text;
            if (noting)
            {
                throw new KeyNotFoundException(Canary);
            }
        }
    }

    [Fact]
    public void BackgroundQueue_job_that_ends_because_the_queue_closes_is_not_a_failure()
    {
        var failures = new EngineFailures();
        using var reports = failures.Subscribe(failure => Assert.Fail(failure.ToString()));
        using var began = new ManualResetEventSlim();
        var queue = new BackgroundQueue(failures);
        queue.Add(
            new BackgroundJob("Wait", 1),
            () =>
            {
                began.Set();
                queue.Closing.WaitHandle.WaitOne();
                queue.Closing.ThrowIfCancellationRequested();
            },
            Assert.Fail);
        began.Wait();

        queue.Dispose();

        Assert.True(queue.Closing.IsCancellationRequested);
    }

    [Theory]
    [InlineData(typeof(ImportFailure), 0, "x: importing data failed")]
    [InlineData(typeof(IOException), 1, "IOException: x")]
    [InlineData(typeof(InvalidCastException), 1, "internal error: InvalidCastException, reported as Import 3")]
    public void BackgroundJob_reason_has_a_message_only_about_files_and_the_disk(Type type, int reports, string reason)
    {
        var failures = new EngineFailures();
        var reported = 0;
        using var subscription = failures.Subscribe(_ => reported++);

        var found = new BackgroundJob("Import", 3).Fail(failures, (Exception)Activator.CreateInstance(type, "x")!);

        Assert.Equal((reports, reason), (reported, found));
    }

    private static Exception Thrown(Action action) => Record.Exception(action);

    private static void Fail(Exception exception) => throw exception;
}
