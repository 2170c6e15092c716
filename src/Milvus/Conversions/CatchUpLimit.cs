namespace Milvus.Conversions;

/// <summary>
/// When a rebuild gives up because rows change all the time. Passes over a small collection take milliseconds, so their number alone would
/// give up too early; those over a large one take minutes, so the time alone would.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class CatchUpLimit(TimeProvider time)
{
    private const int MaxPasses = 20;

    private static readonly TimeSpan _minTime = TimeSpan.FromMinutes(1);

    private int _passes;

    private long _start;

    /// <summary>Counts a pass, and says whether it is one too many. The time begins with the first one.</summary>
    internal bool CountPass()
    {
        if (++_passes == 1)
        {
            _start = time.GetTimestamp();
        }

        return _passes > MaxPasses && time.GetElapsedTime(_start) > _minTime;
    }
}
