using Microsoft.Data.Sqlite;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>Copies a database, which may be in use, to a new file.</summary>
internal static class DatabaseCopy
{
    /// <summary>Makes the copy. If it fails, the target is as before.</summary>
    /// <param name="store">The open database.</param>
    /// <param name="format">The format with which it is open.</param>
    /// <param name="target">The new file.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <param name="copied">Receives the share of the copied pages, from 0 to 1.</param>
    /// <param name="token">Ends the copy.</param>
    /// <exception cref="EmbeddedDatabaseException">The copy cannot be written, or the database is damaged.</exception>
    public static void Run(
        Store store, FileFormat format, string target, bool replace, Action<double>? copied, CancellationToken token)
    {
        using var draft = new DraftDatabase(target, store.Path, replace);
        try
        {
            FileRules.Prepare(draft.Path);
            Copy(store, draft.Path, copied, token);
            Check(draft.Path, format, token);
            draft.Complete();
        }
        catch (InvalidDataException damage)
        {
            throw StorageFaults.ExplainDamage(store.Path, damage);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw StorageFaults.ExplainWrite(target, exception);
        }
    }

    // An opening compares the tables with their sums. What is wrong with the copy is wrong with its source.
    private static void Check(string path, FileFormat format, CancellationToken token)
    {
        try
        {
            using var copy = new Store(path, format);
            RowCheck.Run(copy, token);
        }
        catch (EmbeddedDatabaseException failure) when (failure.ErrorId == EmbeddedDatabaseException.Corrupt)
        {
            throw new InvalidDataException(failure.InnerException?.Message ?? failure.Message, failure);
        }
    }

    private static void Copy(Store store, string path, Action<double>? copied, CancellationToken token)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        // Nobody needs a part of the copy after a crash.
        DatabaseFile.Execute(connection, "PRAGMA journal_mode=MEMORY");
        store.CopyTo(connection, copied, token);
        using var transaction = connection.BeginTransaction(deferred: false);
        var sql = new Sql(connection, transaction);
        if (sql.HasTable(IntegrityTable.Name))
        {
            // The log belongs to the other file.
            sql.SetHasLog(false);
        }

        transaction.Commit();
    }
}
