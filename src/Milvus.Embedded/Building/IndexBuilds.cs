using System.Collections.Concurrent;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Index.Scalar;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Records;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Building;

/// <summary>
/// Builds indexes in the background, with one task for each collection. Searches do not wait for it: rows that are not indexed yet are
/// compared one by one.
/// </summary>
internal sealed class IndexBuilds(Store store, TimeProvider time, EngineFailures failures) : IDisposable
{
    private readonly ConcurrentDictionary<long, CollectionBuild> _builds = new();
    private readonly CancellationTokenSource _closing = new();

    /// <summary>The index over the rows of a segment, as far as it is built.</summary>
    public static BuiltIndex GetIndex(MemorySegment segment, IndexEntry index) =>
        segment.Built.GetOrAdd(index.Id, _ => new BuiltIndex(segment.Columns, index));

    /// <summary>Starts to index the rows that are not indexed yet, and returns.</summary>
    public void Start(CollectionEntry collection)
    {
        if (collection.Indexes.Count > 0)
        {
            _builds.GetOrAdd(collection.Id, _ => new CollectionBuild(collection, store, time, failures, _closing.Token)).Request();
        }
    }

    /// <summary>Cancels the build of a dropped index.</summary>
    public void Forget(CollectionEntry collection, IndexEntry index)
    {
        if (_builds.TryGetValue(collection.Id, out var build))
        {
            build.Cancel(index);
        }

        collection.Runtime.Segment?.Built.TryRemove(index.Id, out _);
        collection.Runtime.Segment?.Scalars.TryRemove(index.Id, out _);
    }

    /// <summary>Cancels all builds of a dropped collection.</summary>
    public void Forget(CollectionEntry collection)
    {
        if (_builds.TryRemove(collection.Id, out var build))
        {
            build.CancelAll();
        }
    }

    public BuildProgress DescribeProgress(CollectionEntry collection, IndexEntry index, long total)
    {
        var scalar = !index.Field.DataType.IsVector();
        if (scalar ? !ScalarIndex.IsBuilt(index) : !HasGraph(index, total))
        {
            return new BuildProgress(total, IndexState.Finished, "");
        }

        if (_builds.TryGetValue(collection.Id, out var build) && build.FailureOf(index) is { } failure)
        {
            return new BuildProgress(0, IndexState.Failed, failure);
        }

        if (scalar)
        {
            return DescribeSorting(collection, index, total);
        }

        var built = collection.Runtime.Segment?.Built.GetValueOrDefault(index.Id)?.IndexedRows ?? 0;
        var kept = store.Read(sql => sql.CountKeptRows(index, collection.Generation));
        var indexed = Math.Min(total, Math.Max(built, kept));
        return new BuildProgress(indexed, indexed == total ? IndexState.Finished : IndexState.InProgress, "");
    }

    /// <summary>
    /// The progress of a scalar index. Its values are sorted while the collection is loaded. A few rows that are not sorted are compared,
    /// so the index counts as finished.
    /// </summary>
    private static BuildProgress DescribeSorting(CollectionEntry collection, IndexEntry index, long total)
    {
        if (!collection.Loaded || collection.Runtime.Segment is not { } segment)
        {
            return new BuildProgress(total, IndexState.Finished, "");
        }

        var sorted = segment.Scalars.GetValueOrDefault(index.Id)?.Count ?? 0;
        var rows = segment.Current.Rows;
        return ScalarIndex.IsCurrent(sorted, rows)
            ? new BuildProgress(total, IndexState.Finished, "")
            : new BuildProgress(Math.Max(0, total - (rows - sorted)), IndexState.InProgress, "");
    }

    /// <summary>Whether an index with this number of rows has a structure that takes time to build.</summary>
    public static bool HasGraph(IndexEntry index, long rows) =>
        index.Field.DataType is not (DataType.SparseFloatVector or DataType.ArrayOfVector)
        && VectorIndexFactory.StructureOf(index.Type) switch
        {
            IndexStructure.AllRows => false,
            IndexStructure.Graph or IndexStructure.CodedGraph => true,
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
