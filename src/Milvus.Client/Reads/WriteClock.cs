using System.Collections.Concurrent;
using System.Diagnostics;

namespace Milvus.Client.Reads;

/// <summary>
/// Remembers when this process last wrote to each collection, in the server's time, so that it reads what it wrote, also through
/// another connection to the same server.
/// </summary>
internal sealed class WriteClock
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<WrittenCollection, (ulong Timestamp, long At)> _last = new();

    /// <summary>The clock of the process.</summary>
    internal static WriteClock Shared { get; } = new();

    /// <summary>
    /// Takes a write that began at a time of <see cref="Stopwatch"/>. A timestamp of 0 says that the server gave none (Milvus 2.3 for
    /// deletes): only a write that began later and has one is known to come after it.
    /// </summary>
    internal void Wrote(WrittenCollection collection, ulong timestamp, long began)
    {
        var now = (timestamp, Stopwatch.GetTimestamp());
        _last.AddOrUpdate(collection, now, (_, known) =>
            timestamp == 0 || (known.Timestamp == 0 ? began >= known.At : timestamp > known.Timestamp) ? now : known);
        if (_last.Count > Most)
        {
            // The oldest writes are the ones every server has long shown.
            foreach (var old in _last.OrderBy(pair => pair.Value.At).Take(Most / 4).ToArray())
            {
                _last.TryRemove(old);
            }
        }
    }

    internal void Forget(WrittenCollection collection) => _last.TryRemove(collection, out _);

    /// <summary>The time of the last write, 0 if the server did not say, and how long ago it was; null when there was none.</summary>
    internal (ulong Timestamp, TimeSpan Age)? Last(WrittenCollection collection) =>
        _last.TryGetValue(collection, out var last) ? (last.Timestamp, Stopwatch.GetElapsedTime(last.At)) : null;
}
