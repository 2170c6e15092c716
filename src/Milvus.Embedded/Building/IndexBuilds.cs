using System.Collections.Concurrent;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Index;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Building;

/// <summary>
/// Builds vector indexes in the background, a task for each collection that has rows to take up. Searching does not wait for it:
/// rows that are not in the index yet are compared one by one.
/// </summary>
internal sealed class IndexBuilds(Store store) : IDisposable
{
    private readonly ConcurrentDictionary<long, CollectionBuild> _builds = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>What is built of an index over the rows of a segment.</summary>
    public static BuiltIndex Over(Segment segment, IndexEntry index) =>
        segment.Built.GetOrAdd(index.Id, _ => new BuiltIndex(segment.Columns, index));

    /// <summary>Takes up the rows that are in no index yet; returns at once.</summary>
    public void Start(CollectionEntry collection)
    {
        if (collection.Indexes.Any(index => index.Field.DataType.IsVector()))
        {
            _builds.GetOrAdd(collection.Id, _ => new CollectionBuild(collection, store, _closing.Token)).Request();
        }
    }

    /// <summary>Ends the build of a dropped index.</summary>
    public void Forget(CollectionEntry collection, IndexEntry index)
    {
        if (_builds.TryGetValue(collection.Id, out var build))
        {
            build.Cancel(index);
        }
        collection.Runtime.Segment?.Built.TryRemove(index.Id, out _);
    }

    /// <summary>Ends all builds of a dropped collection.</summary>
    public void Forget(CollectionEntry collection)
    {
        if (_builds.TryRemove(collection.Id, out var build))
        {
            build.CancelAll();
        }
    }

    public BuildProgress ProgressOf(CollectionEntry collection, IndexEntry index, long total)
    {
        if (!index.Field.DataType.IsVector() || !HasGraph(index, total))
        {
            return new BuildProgress(total, IndexState.Finished, "");
        }
        if (_builds.TryGetValue(collection.Id, out var build) && build.FailureOf(index) is { } failure)
        {
            return new BuildProgress(0, IndexState.Failed, failure);
        }
        var built = collection.Runtime.Segment?.Built.GetValueOrDefault(index.Id)?.IndexedRows ?? 0;
        var kept = store.Read(sql => sql.KeptRows(index, collection.Generation));
        var indexed = Math.Min(total, Math.Max(built, kept));
        return new BuildProgress(indexed, indexed == total ? IndexState.Finished : IndexState.InProgress, "");
    }

    /// <summary>Whether so many rows are put into a structure that takes time to build.</summary>
    public static bool HasGraph(IndexEntry index, long rows) => index.Field.DataType is not (DataType.SparseFloatVector or DataType.ArrayOfVector)
        && index.Type.ToUpperInvariant() switch
        {
            "FLAT" or "BIN_FLAT" => false,
            "HNSW" => true,
            _ => rows >= GrowingIndex.GraphFrom,
        };

    public void Dispose()
    {
        _closing.Cancel();
        foreach (var build in _builds.Values)
        {
            build.Wait();
        }
        _closing.Dispose();
    }
}
