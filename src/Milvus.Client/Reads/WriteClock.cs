using System.Collections.Concurrent;
using System.Diagnostics;

namespace Milvus.Client.Reads;

/// <summary>Remembers when this connection last wrote to each collection, in the server's time, so that it reads what it wrote.</summary>
internal sealed class WriteClock
{
    private readonly ConcurrentDictionary<(string Database, string Name), (ulong Timestamp, long At)> _last = new();

    /// <summary>
    /// Takes a write that began at a time of <see cref="Stopwatch"/>. A timestamp of 0 says that the server gave none (Milvus 2.3 for
    /// deletes): only a write that began later and has one is known to come after it.
    /// </summary>
    internal void Wrote((string Database, string Name) collection, ulong timestamp, long began)
    {
        var now = (timestamp, Stopwatch.GetTimestamp());
        _last.AddOrUpdate(collection, now, (_, known) =>
            timestamp == 0 || (known.Timestamp == 0 ? began >= known.At : timestamp > known.Timestamp) ? now : known);
    }

    internal void Forget((string Database, string Name) collection) => _last.TryRemove(collection, out _);

    /// <summary>The time of the last write, 0 if the server did not say, and how long ago it was; null when there was none.</summary>
    internal (ulong Timestamp, TimeSpan Age)? Last((string Database, string Name) collection) =>
        _last.TryGetValue(collection, out var last) ? (last.Timestamp, Stopwatch.GetElapsedTime(last.At)) : null;
}
