using System.Diagnostics;
using System.Globalization;

namespace Milvus.Testing.Inputs;

/// <summary>
/// Runs something for each generated input, within 5 seconds and with 500 MB of memory. An input that takes longer runs a second time,
/// since a busy machine can keep any thread waiting: it fails if both runs were too long.
/// </summary>
/// <param name="isAlone">
/// Whether no other test runs in the process. Then the memory is that of all threads, else only that of a thread that runs all of it.
/// </param>
internal sealed class InputWatch(bool isAlone)
{
    private const long MaxBytes = 500_000_000;
    private static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(5);

    private int _taken;
    private int _refused;
    private TimeSpan _slowest;
    private long _largest;

    /// <summary>The number of inputs that were taken, and of those that were refused.</summary>
    internal (int Taken, int Refused) Counts => (_taken, _refused);

    /// <summary>The counts, the longest time and the largest number of bytes of an input.</summary>
    internal string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_taken + _refused} inputs, {_taken} taken, {_refused} refused, slowest {_slowest.TotalSeconds:0.00} s, "
            + $"largest {_largest / 1e6:0.0} MB");

    /// <summary>Runs something on this thread for an input.</summary>
    /// <param name="input">The input, for the message of a failure.</param>
    /// <param name="run">What uses it: returns whether it was taken.</param>
    internal bool Try(Func<string> input, Func<bool> run)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), CountBytes());
            var taken = run();
            if (Record(input, taken, Stopwatch.GetElapsedTime(started), CountBytes() - before, isSecond))
            {
                return taken;
            }
        }
    }

    /// <summary>Runs something for an input, on the threads of the pool.</summary>
    /// <param name="input">The input, for the message of a failure.</param>
    /// <param name="run">What uses it: returns whether it was taken.</param>
    internal async Task TryAsync(Func<string> input, Func<Task<bool>> run)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            var taken = await run();
            var bytes = isAlone ? GC.GetTotalAllocatedBytes() - before : 0;
            if (Record(input, taken, Stopwatch.GetElapsedTime(started), bytes, isSecond))
            {
                return;
            }
        }
    }

    private long CountBytes() => isAlone ? GC.GetTotalAllocatedBytes() : GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Keeps what an input took. Returns false if it shall run a second time.</summary>
    private bool Record(Func<string> input, bool taken, TimeSpan took, long bytes, bool isSecond)
    {
        Assert.True(bytes < MaxBytes, $"{bytes} bytes for {input()}");
        if (took >= _maxTime)
        {
            Assert.False(isSecond, $"{took}, as the second time, for {input()}");
            return false;
        }

        (_taken, _refused) = taken ? (_taken + 1, _refused) : (_taken, _refused + 1);
        _slowest = took > _slowest ? took : _slowest;
        _largest = Math.Max(_largest, bytes);
        return true;
    }
}
