using System.Diagnostics;
using System.Globalization;

namespace Milvus.Tests.Reliability.Values;

/// <summary>
/// Runs something for each generated input: it succeeds, or its error is one of the module, within 5 seconds and with 500 MB of memory. The
/// memory is that of the whole process, so it is only compared in a run of its own.
/// </summary>
/// <param name="isAlone">Whether no other test runs in the process.</param>
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

    /// <summary>Runs something for an input.</summary>
    /// <param name="input">The input, for the message of a failure.</param>
    /// <param name="run">What uses it.</param>
    internal async Task TryAsync(Func<string> input, Func<Task> run)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        try
        {
            await run();
            _taken++;
        }
        catch (MilvusException exception) when (!exception.Message.StartsWith("The row cannot be read", StringComparison.Ordinal))
        {
            _refused++;
        }
        catch (Exception exception)
        {
            Assert.Fail($"{input()}: {exception}");
        }

        var (took, bytes) = (Stopwatch.GetElapsedTime(started), GC.GetTotalAllocatedBytes() - before);
        _slowest = took > _slowest ? took : _slowest;
        _largest = Math.Max(_largest, bytes);
        Assert.True(took < _maxTime, $"{took} for {input()}");
        Assert.True(!isAlone || bytes < MaxBytes, $"{bytes} bytes for {input()}");
    }
}
