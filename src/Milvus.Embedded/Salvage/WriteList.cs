namespace Milvus.Embedded.Salvage;

/// <summary>
/// Which batches and deletes the file has. If their tables are damaged, the lists are also put together from the keys of indexes and blobs;
/// only a list with the stored number and sum counts.
/// </summary>
internal sealed class WriteList
{
    private const string Batches = "batches";
    private const string Deletes = "deletes";

    public WriteList(TableReader tables, PageSource pages, BlobMap chunks, BlobMap deletes)
    {
        IsOfBatchesProven = tables.Find(Batches) is { } batches
            ? TakeBatches(batches)
            : FindBatches(tables, pages, chunks).Any(candidate => tables.IsProven(Batches, candidate) && TakeBatches(candidate));
        var keys = ((IEnumerable<BlobKey>)[.. deletes.Places.Keys]).ToList();
        IsOfDeletesProven = tables.Find(Deletes) is { } rows
            ? TakeDeletes(rows)
            : new[] { keys, [.. deletes.Index.Keys], [.. keys.Union(deletes.Index.Keys)] }
                .Select(candidate => candidate.Select(key => (object?[])[key.Collection, key.Seq, key.Partition]).ToArray())
                .Any(candidate => tables.IsProven(Deletes, candidate) && TakeDeletes(candidate));
        if (!IsOfBatchesProven)
        {
            // Each of them is checked by its blobs.
            TakeBatches(ReadTable(tables));
        }
    }

    /// <summary>The batches in the order of writing.</summary>
    public IReadOnlyList<BatchRow> BatchRows { get; private set; } = [];

    /// <summary>Whether these are all batches of the file and no others.</summary>
    public bool IsOfBatchesProven { get; }

    /// <summary>The keys of the deletes in the order of writing.</summary>
    public IReadOnlyList<BlobKey> DeleteKeys { get; private set; } = [];

    /// <summary>Whether these are all deletes of the file and no others.</summary>
    public bool IsOfDeletesProven { get; }

    private static IEnumerable<object?[][]> FindBatches(TableReader tables, PageSource pages, BlobMap chunks)
    {
        var inTable = ReadTable(tables).Select(row => (BlobKey)new((long)row[0]!, (long)row[1]!, (long)row[2]!, 0)).ToHashSet();
        var inIndex = new BlobMap(pages, tables, Batches).Index.Keys.ToHashSet();
        // Every chunk of a batch says how many rows the batch has.
        var rows = new Dictionary<BlobKey, long>();
        foreach (var (key, place) in chunks.Places)
        {
            rows.TryAdd(key with { Field = 0 }, place.Rows);
        }

        foreach (var keys in new[] { inTable, inIndex, rows.Keys.ToHashSet(), [.. inTable.Union(inIndex).Union(rows.Keys)] })
        {
            yield return
            [
                .. keys.Where(rows.ContainsKey).Select(key => new BatchRow(key.Collection, key.Seq, key.Partition, rows[key]).Values),
            ];
        }
    }

    private static object?[][] ReadTable(TableReader tables)
    {
        var shape = tables.ShapeOf(Batches);
        return [.. tables.RootsOf(Batches, shape.Root).Take(1).SelectMany(root => tables.ReadRows(shape, root, out _))
            .Where(row => row.All(value => value is long))];
    }

    private bool TakeBatches(object?[][] rows)
    {
        BatchRows = [.. rows.Select(row => new BatchRow((long)row[0]!, (long)row[1]!, (long)row[2]!, (long)row[3]!))
            .DistinctBy(row => (row.Collection, row.Seq, row.Partition))
            .OrderBy(row => row.Seq).ThenBy(row => row.Partition)];
        return true;
    }

    private bool TakeDeletes(object?[][] rows)
    {
        DeleteKeys = [.. rows.Select(row => new BlobKey((long)row[0]!, (long)row[1]!, (long)row[2]!, 0))
            .OrderBy(key => key.Seq).ThenBy(key => key.Partition)];
        return true;
    }
}
