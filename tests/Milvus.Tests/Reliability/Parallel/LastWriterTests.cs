using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Milvus.Tests.Embedded;
using Xunit.Abstractions;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Reliability.Parallel;

/// <summary>
/// Several threads replace and read the same keys. Each key behaves as one register: a read returns the value of a write that had begun,
/// and that no other write replaced before the read began. MILVUS_HISTORY_SECONDS is the time, by default 2.
/// </summary>
public sealed class LastWriterTests(ITestOutputHelper output)
{
    private const int Writers = 3;
    private const int Readers = 3;
    private const int Keys = 2;

    private static readonly double _seconds =
        double.Parse(Environment.GetEnvironmentVariable("MILVUS_HISTORY_SECONDS") ?? "2", CultureInfo.InvariantCulture);

    private readonly ConcurrentBag<(int Key, long Value, long From, long To)> _writes = [];
    private readonly ConcurrentBag<(int Key, long Value, long From, long To)> _reads = [];
    private long _nextValue;

    [Fact]
    [Failure("P3", "P7")]
    public async Task LastWriter_history_of_each_key_is_that_of_a_register()
    {
        using var engine = new Engine();
        engine.CreateLoaded("docs", Field("n", Protocol.DataType.Int64));
        for (var key = 0; key < Keys; key++)
        {
            Write(engine, key);
        }

        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(_seconds));
        var threads = Enumerable.Range(0, Writers + Readers).Select(number => Task.Factory.StartNew(
            () =>
            {
                for (var i = number; !stop.IsCancellationRequested; i++)
                {
                    if (number < Writers)
                    {
                        Write(engine, i % Keys);
                    }
                    else
                    {
                        Read(engine, i % Keys);
                    }
                }
            },
            TaskCreationOptions.LongRunning));
        await Task.WhenAll(threads);

        output.WriteLine($"{_writes.Count} writes and {_reads.Count} reads of {Keys} keys by {Writers + Readers} threads");
        Assert.True(_writes.Count > 50 && _reads.Count > 50, $"{_writes.Count} writes, {_reads.Count} reads");
        for (var key = 0; key < Keys; key++)
        {
            Check([.. _writes.Where(write => write.Key == key)], [.. _reads.Where(read => read.Key == key)]);
        }
    }

    private static void Check(
        (int Key, long Value, long From, long To)[] writes, (int Key, long Value, long From, long To)[] reads)
    {
        var byValue = writes.ToDictionary(write => write.Value);
        // For each place in the order of their ends, the latest begin of a write that had ended.
        var ends = writes.OrderBy(write => write.To).ToArray();
        var begins = new long[ends.Length + 1];
        begins[0] = long.MinValue;
        for (var i = 0; i < ends.Length; i++)
        {
            begins[i + 1] = Math.Max(begins[i], ends[i].From);
        }

        long[] ended = [.. ends.Select(write => write.To)];
        foreach (var read in reads)
        {
            Assert.True(byValue.TryGetValue(read.Value, out var write), $"{read} returned a value that nobody wrote");
            Assert.True(write.From <= read.To, $"{read} returned {write} before it began");
            // A write that began after this one had ended, and ended before the read began, had replaced it.
            Assert.True(begins[CountBefore(ended, read.From)] <= write.To, $"{read} returned {write}, which another one had replaced");
        }

        // Two reads, one after the other, do not see two writes, one after the other, in the other order.
        var ordered = reads.OrderBy(read => read.To).ToArray();
        var latestFrom = long.MinValue;
        var finished = new PriorityQueue<long, long>();
        foreach (var read in ordered.OrderBy(read => read.From))
        {
            while (finished.TryPeek(out _, out var to) && to < read.From)
            {
                latestFrom = Math.Max(latestFrom, finished.Dequeue());
            }

            Assert.True(byValue[read.Value].To >= latestFrom, $"{read} returned an older value than a read before it");
            finished.Enqueue(byValue[read.Value].From, read.To);
        }
    }

    /// <summary>How many of the sorted numbers are less than a number.</summary>
    private static int CountBefore(long[] sorted, long number)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Write(Engine engine, int key)
    {
        var value = Interlocked.Increment(ref _nextValue);
        var from = Stopwatch.GetTimestamp();
        // The vector is the value, too: a row that is half of one write and half of another is seen.
        Engine.Ok(engine.Upsert("docs", 1, Longs("id", key), Vectors("v", 4, value, value, value, value), Longs("n", value)));
        _writes.Add((key, value, from, Stopwatch.GetTimestamp()));
    }

    private void Read(Engine engine, int key)
    {
        var from = Stopwatch.GetTimestamp();
        var columns = Engine.Ok(engine.Query("docs", $"id == {key}", ["n", "v"])).FieldsData.ToDictionary(data => data.FieldName);
        var to = Stopwatch.GetTimestamp();
        var value = Assert.Single(columns["n"].Scalars.LongData.Data);
        Assert.Equal([value, value, value, value], columns["v"].Vectors.FloatVector.Data.Select(part => (long)part));
        _reads.Add((key, value, from, to));
    }
}
