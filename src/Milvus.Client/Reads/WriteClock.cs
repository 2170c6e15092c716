using System.Collections.Concurrent;
using System.Diagnostics;

namespace Milvus.Client.Reads;

/// <summary>
/// Stores the time of the last write of this process to each collection, in the server's time, so that reads include it, also through
/// another connection to the same server.
/// </summary>
internal sealed class WriteClock
{
    private const int MaxCollections = 4096;

    private readonly ConcurrentDictionary<WrittenCollection, (ulong Timestamp, long At)> _last = new();

    /// <summary>The clock of the process.</summary>
    internal static WriteClock Shared { get; } = new();

    /// <summary>
    /// Records a write that began at a time of <see cref="Stopwatch"/>. A timestamp of 0 means that the server returned none (Milvus 2.3
    /// for deletes). Such a write is replaced only by a write that began later.
    /// </summary>
    internal void Record(WrittenCollection collection, ulong timestamp, long began)
    {
        var now = (timestamp, Stopwatch.GetTimestamp());
        _last.AddOrUpdate(collection, now, (_, known) =>
            timestamp == 0 || (known.Timestamp == 0 ? began >= known.At : timestamp > known.Timestamp) ? now : known);
        if (_last.Count > MaxCollections)
        {
            // By now every server has applied the oldest writes.
            foreach (var old in _last.OrderBy(pair => pair.Value.At).Take(MaxCollections / 4).ToArray())
            {
                _last.TryRemove(old);
            }
        }
    }

    internal void Forget(WrittenCollection collection) => _last.TryRemove(collection, out _);

    /// <summary>The timestamp of the last write, 0 if unknown, and its age; null without a write.</summary>
    internal (ulong Timestamp, TimeSpan Age)? FindLast(WrittenCollection collection) =>
        _last.TryGetValue(collection, out var last) ? (last.Timestamp, Stopwatch.GetElapsedTime(last.At)) : null;
}
