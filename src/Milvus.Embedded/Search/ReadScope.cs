using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Index.Scalar;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Search;

/// <summary>The rows of one read: a snapshot of the loaded partitions that it names.</summary>
internal sealed partial class ReadScope
{
    private readonly CollectionEntry _collection;
    private readonly IReadOnlySet<long>? _partitions;
    private readonly RowExpiry _expiry;

    private ReadScope(CollectionEntry collection, MemorySegment segment, IReadOnlySet<long>? partitions, SegmentSnapshot snapshot)
    {
        _collection = collection;
        _partitions = partitions;
        Segment = segment;
        Snapshot = snapshot;
        _expiry = new RowExpiry(collection, segment, snapshot);
    }

    public MemorySegment Segment { get; }

    public SegmentSnapshot Snapshot { get; }

    /// <summary>Opens the current snapshot.</summary>
    /// <exception cref="MilvusError">The collection, or a named partition, is not loaded.</exception>
    public static ReadScope Open(
        CollectionEntry collection,
        IReadOnlyCollection<string> partitionNames,
        Store store,
        string failure,
        CancellationToken token)
    {
        if (partitionNames.Count > 0 && collection.PartitionKey is not null)
        {
            throw PartitionRules.ChosenByKey();
        }

        var named = partitionNames.Select(name => collection.FindPartition(name)
            ?? throw MilvusError.Unexpected($"partition name {name} not found")).ToArray();
        if (!collection.Loaded)
        {
            throw MilvusError.CreateNotLoaded(failure, collection.Name);
        }

        if (named.FirstOrDefault(partition => !partition.Loaded) is { } missing)
        {
            throw new MilvusError(201, $"{failure}partition not loaded[partition={missing.Name}]");
        }

        var searched = named.Length > 0 ? named : collection.Partitions.Where(partition => partition.Loaded).ToArray();
        var segment = collection.Runtime.Acquire(store, token);
        return new ReadScope(
            collection,
            segment,
            searched.Length == collection.Partitions.Count ? null : searched.Select(partition => partition.Id).ToHashSet(),
            segment.Current);
    }

    /// <summary>
    /// The rows for a page of an iterator. Its timestamp is the snapshot to read, however small it is; 0 is the current one. Milvus does
    /// the same (PreExecute in internal/proxy/task_query.go and task_search.go, 2.5, 2.6 and master at 003fbb95).
    /// </summary>
    /// <exception cref="MilvusError">Rows that were visible at the timestamp are gone.</exception>
    public ReadScope At(ulong timestamp)
    {
        if (timestamp == 0)
        {
            return this;
        }

        var moment = (long)Math.Min(timestamp, long.MaxValue);
        return moment >= Segment.Since
            ? new ReadScope(_collection, Segment, _partitions, Segment.At(moment))
            : throw new MilvusError(
                MilvusError.ParameterCode,
                $"collection {_collection.Name} was compacted or emptied after the moment {timestamp}, whose rows are gone: "
                    + "begin the read again");
    }

    /// <summary>The timestamp for the pages that follow the first page of an iterator. It is 0 for any other read, as in Milvus.</summary>
    /// <param name="iterating">Whether the read is a page of an iterator.</param>
    /// <param name="timestamp">The timestamp of the request.</param>
    public ulong SessionOf(bool iterating, ulong timestamp) =>
        iterating && timestamp == 0 ? (ulong)Math.Max(Snapshot.Timestamp, _collection.Created) : 0;

    /// <summary>The rows that match, in row order.</summary>
    public IEnumerable<int> FindRows(CompiledFilter filter, CancellationToken token)
    {
        if (filter.PrimaryKeys is { } keys)
        {
            var found = Segment.Find(KeyColumn.Of(_collection.PrimaryKey, keys), Snapshot);
            found.RemoveAll(row => !IsVisible(row));
            found.Sort();
            return found;
        }

        return Members(FindMatching(filter, token));
    }

    /// <summary>The rows that match, as a bitmap.</summary>
    public RowBitmap FindMatching(CompiledFilter filter, CancellationToken token)
    {
        var rows = FindAll(filter, token);
        return filter.SampleFactor is { } factor ? Sample(rows, factor) : rows;
    }

    /// <summary>A random sample of the rows. It has at least one row if there are any, and all rows are equally likely.</summary>
    private static RowBitmap Sample(RowBitmap rows, double factor)
    {
        var chosen = Members(rows).ToArray();
        Random.Shared.Shuffle(chosen);
        var sampled = new RowBitmap(rows.Length);
        foreach (var row in chosen.Take(Math.Max(1, (int)(chosen.Length * factor))))
        {
            sampled.Set(row);
        }

        return sampled;
    }

    private RowBitmap FindAll(CompiledFilter filter, CancellationToken token)
    {
        var rows = Segment.FindVisible(Snapshot, _partitions, token);
        _expiry.Clear(rows);
        if (filter.IsAlwaysTrue)
        {
            return rows;
        }

        if (filter.PrimaryKeys is not null)
        {
            var listed = new RowBitmap(Snapshot.Rows);
            foreach (var row in FindRows(filter, token))
            {
                listed.Set(row);
            }

            return listed;
        }

        if (new CandidateRows([.. Segment.Scalars.Values], Snapshot.Rows).Of(filter.Plan) is { } candidates)
        {
            rows.And(candidates);
        }

        return Evaluate(filter, rows, token);
    }

    private RowBitmap Evaluate(CompiledFilter filter, RowBitmap among, CancellationToken token)
    {
        // A range is large enough for a thread, and consists of whole bitmap words.
        const int RangeRows = Column.ChunkRows * 8;
        var matching = new RowBitmap(Snapshot.Rows);
        var ranges = (Snapshot.Rows + RangeRows - 1) / RangeRows;
        if (ranges <= 1 || among.CountSet() < RangeRows)
        {
            filter.Evaluate(Segment.Columns, 0, Snapshot.Rows, matching, among);
            return matching;
        }

        Parallel.For(0, ranges, new ParallelOptions { CancellationToken = token }, range =>
        {
            var start = range * RangeRows;
            filter.Evaluate(Segment.Columns, start, Math.Min(RangeRows, Snapshot.Rows - start), matching, among);
        });
        return matching;
    }

    /// <summary>Whether a row is visible: not deleted, not expired, and in a partition that is read.</summary>
    public bool IsVisible(int row) =>
        !_expiry.IsExpired(row)
        && Segment.IsVisible(Snapshot, row)
        && (_partitions is null || _partitions.Contains(Segment.PartitionOf(row)));

    private static IEnumerable<int> Members(RowBitmap rows)
    {
        for (var row = rows.Next(0); row >= 0; row = rows.Next(row + 1))
        {
            yield return row;
        }
    }
}
