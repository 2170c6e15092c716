using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Tests.Client;

namespace Milvus.Tests.Reliability.Parallel;

/// <summary>A connection is closed while calls run. MILVUS_CLOSE_RACES is the number of connections, by default 100.</summary>
public sealed class CloseRaceTests
{
    private static readonly int _races =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_CLOSE_RACES") ?? "100", CultureInfo.InvariantCulture);

    [Theory]
    [Failure("C5", "P2")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CloseRace_calls_end_with_one_error_and_no_exception_is_lost(bool embedded)
    {
        await using var server = OneCollection.Serve();
        var unobserved = new List<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs lost)
        {
            // Other tests run at the same time, so only exceptions with our frames count.
            if (lost.Exception.ToString().Contains("Milvus.Client", StringComparison.Ordinal))
            {
                unobserved.Add(lost.Exception.ToString());
            }
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            var (closed, answered) = (0, 0);
            for (var race = 0; race < _races; race++)
            {
                var client = embedded
                    ? await MilvusClient.ConnectAsync(new ConnectOptions { InMemory = true }, CallContext.Default, default)
                    : await MilvusClient.ConnectAsync(
                        new ConnectOptions { Uri = server.Uri, ConnectTimeout = TimeSpan.FromMinutes(1) }, CallContext.Default, default);
                var calls = Enumerable.Range(0, 4).Select(_ => Task.Run(() => client.ListCollectionsAsync(CallContext.Default, default)))
                    .ToArray();
                var closing = Enumerable.Range(0, 2).Select(_ => Task.Run(async () => await client.DisposeAsync()));
                await Task.WhenAll(closing).WaitAsync(TimeSpan.FromSeconds(20));
                foreach (var call in calls)
                {
                    if (await Record.ExceptionAsync(() => call.WaitAsync(TimeSpan.FromSeconds(20))) is { } error)
                    {
                        Assert.Equal(MilvusErrorId.ConnectionClosed, Assert.IsType<MilvusException>(error).ErrorId);
                        closed++;
                    }
                    else
                    {
                        answered++;
                    }
                }
            }

            Assert.Equal(4 * _races, closed + answered);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Empty(unobserved);
    }
}
