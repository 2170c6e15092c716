using Microsoft.Data.Sqlite;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>
/// Writes a new database with all rows of a damaged file that are proven: what their transactions have written, and not deleted since.
/// The damaged file is only read.
/// </summary>
internal sealed class DatabaseRepair
{
    /// <summary>What is left when a file cannot be repaired.</summary>
    public const string BackupAdvice = "Restore the file from a backup.";

    private readonly string _path;
    private readonly PageSource _pages;
    private readonly FileFormat _format;
    private readonly Action<string>? _progress;
    private readonly CancellationToken _token;

    private DatabaseRepair(string path, PageSource pages, FileFormat format, Action<string>? progress, CancellationToken token) =>
        (_path, _pages, _format, _progress, _token) = (path, pages, format, progress, token);

    /// <summary>Writes the new database. If that fails, the target is as before.</summary>
    /// <param name="path">The damaged file. Its log beside it is read, too.</param>
    /// <param name="target">The new file.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <param name="progress">Receives the name of each collection.</param>
    /// <param name="token">Ends the repair.</param>
    /// <returns>What is kept and lost of each collection, and what else is lost.</returns>
    /// <exception cref="EmbeddedDatabaseException">
    /// The file is open, or nothing of it can be proven, or the target cannot be written.
    /// </exception>
    public static IReadOnlyList<RepairFinding> Run(
        string path, string target, bool replace, Action<string>? progress, CancellationToken token)
    {
        var format = FileFormat.Present;
        using var draft = new DraftDatabase(target, path, replace);
        using var pages = DamagedFile.Open(path);
        try
        {
            var findings = new DatabaseRepair(path, pages, format, progress, token).Write(draft.Path);
            // An opening compares the tables with their sums.
            new Store(draft.Path, format).Dispose();
            draft.Complete();
            return findings;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StorageFaults.ExplainWrite(target, exception);
        }
    }

    private List<RepairFinding> Write(string target)
    {
        var tables = new TableReader(_pages, _format);
        if (tables.Format != _format.Number)
        {
            var isDatabase = _pages.Read(1)?.AsSpan().StartsWith(FileHeader.Magic) is true;
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.Corrupt,
                isDatabase
                    ? $"'{_path}' cannot be repaired: the numbers and sums of its rows are missing or damaged, or it has an earlier or "
                        + "later format."
                    : $"'{_path}' cannot be repaired: it does not look like a database, and has no table that can be read.")
            {
                Advice = isDatabase ? BackupAdvice : "Check the path. If it was a database, restore it from a backup.",
            };
        }

        using var store = new Store(target, _format);
        var findings = CatalogRescue.Copy(tables, store, _path);
        findings.AddRange(DamagedFile.FindLostLog(_path, tables.HasLog));
        var chunks = new BlobMap(_pages, tables, "chunks");
        var deletes = new BlobMap(_pages, tables, "deletes");
        var writes = new WriteList(tables, _pages, chunks, deletes);
        var rescue = new RowRescue(writes, chunks, deletes, store, _token);
        var collections = store.Read(sql => sql.ReadCatalog(TimeProvider.System))
            .SelectMany(database => database.Collections.Values)
            .ToList();
        findings.InsertRange(0, collections.OrderBy(collection => collection.Id).Select(collection =>
        {
            _progress?.Invoke(collection.Name);
            return Copy(collection, rescue, writes, store, tables.HasLog);
        }));
        findings.AddRange(new SnapshotRescue(tables, writes, rescue, store).Copy(collections));
        if (!writes.IsOfBatchesProven)
        {
            findings.Add(new RepairFinding(
                RepairFinding.Table, "", "batches", null, null, "the table is damaged; batches that cannot be found any more are lost"));
        }

        return findings;
    }

    private RepairFinding Copy(CollectionEntry collection, RowRescue rescue, WriteList writes, Store store, bool hadLog)
    {
        if (rescue.FindObstacle(collection, hadLog) is { } obstacle)
        {
            var all = writes.BatchRows.Where(batch => batch.Collection == collection.Id).Sum(batch => batch.Rows);
            return new RepairFinding(
                RepairFinding.Collection, collection.Database.Name, collection.Name, 0, writes.IsOfBatchesProven ? all : null, obstacle);
        }

        var (lost, reason) = rescue.Copy(collection);
        var kept = collection.Runtime.Acquire(store, _token).Current;
        collection.Runtime.Evict();
        return new RepairFinding(
            RepairFinding.Collection,
            collection.Database.Name,
            collection.Name,
            kept.Rows - kept.Deleted,
            writes.IsOfBatchesProven ? lost : null,
            reason);
    }
}
