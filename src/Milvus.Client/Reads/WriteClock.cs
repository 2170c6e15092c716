using System.Collections.Concurrent;
using System.Diagnostics;

namespace Milvus.Client.Reads;

/// <summary>Remembers when this connection last wrote to each collection, in the server's time, so that it reads what it wrote.</summary>
internal sealed class WriteClock
{
    private readonly ConcurrentDictionary<(string Database, string Name), (ulong Timestamp, long At)> _last = new();

    internal void Wrote((string Database, string Name) collection, ulong timestamp)
    {
        if (timestamp > 0)
        {
            _last.AddOrUpdate(
                collection,
                (timestamp, Stopwatch.GetTimestamp()),
                (_, known) => timestamp > known.Timestamp ? (timestamp, Stopwatch.GetTimestamp()) : known);
        }
    }

    internal void Forget((string Database, string Name) collection) => _last.TryRemove(collection, out _);

    /// <summary>The time of the last write, and how long ago it was; null when there was none.</summary>
    internal (ulong Timestamp, TimeSpan Age)? Last((string Database, string Name) collection) =>
        _last.TryGetValue(collection, out var last) ? (last.Timestamp, Stopwatch.GetElapsedTime(last.At)) : null;
}
