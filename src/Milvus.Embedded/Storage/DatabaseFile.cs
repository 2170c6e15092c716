using System.Globalization;
using Microsoft.Data.Sqlite;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Opens the SQLite file of a database, or explains why it cannot be opened. The exclusive lock of SQLite keeps other processes out, and
/// ends with the process.
/// </summary>
internal static class DatabaseFile
{
    private const int Incremental = 2;

    /// <summary>Opens or creates a file. A file of an earlier format is not changed until the first write.</summary>
    public static OpenDatabase Open(string? path, FileFormat format)
    {
        try
        {
            var isNew = path is not null && FileRules.Prepare(path);
            return Open(path, format, isNew, hasLog: path is not null && File.Exists(LogFile.PathOf(path)));
        }
        catch (Exception exception) when (exception is not EmbeddedDatabaseException)
        {
            throw StorageFaults.Explain(
                path, path is null ? "" : OwnerFile.ReadProcess(path), FileHeader.Explain(path, exception));
        }
    }

    /// <summary>Returns free pages to the disk.</summary>
    public static void Shrink(SqliteConnection connection) =>
        Execute(connection, connection.ReadNumber("PRAGMA auto_vacuum") == Incremental ? "PRAGMA incremental_vacuum" : "VACUUM");

    /// <summary>Begins the checks of a new or upgraded file, as the last statements of its transaction.</summary>
    public static void StartChecks(Sql sql, FileFormat format, TableSums? sums)
    {
        if (sums is not null)
        {
            sql.SetFormat(format.Number);
            sql.SetHasLog(true);
            sums.Start(sql);
        }
    }

    /// <summary>The first number of a statement's answer.</summary>
    public static long ReadNumber(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a statement without a transaction.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static OpenDatabase Open(string? path, FileFormat format, bool isNew, bool hasLog)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path ?? ":memory:",
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            // The locking mode is set first. In exclusive mode WAL needs no shared memory, and no other process can open the file in
            // between.
            Execute(connection, "PRAGMA locking_mode=EXCLUSIVE");
            var number = FileHeader.ReadFormat(connection, path, format);
            if (hasLog)
            {
                LogGuard.Verify(path!);
            }

            Configure(connection);
            var sums = TableSums.Of(connection, format);
            var upgrade = new FormatUpgrade(format, number ?? format.Number);
            var isMarked = Begin(connection, format, upgrade, sums, isEmpty: number is null);
            if (isMarked && !hasLog && number is not null)
            {
                throw new InvalidDataException(
                    "transactions are missing, because its log (-wal) is missing. It was copied while it was open, or the log was deleted. "
                        + "Copy both files, or close the database before it is copied.");
            }

            var log = path is null ? null : new LogGuard(connection, path, isMarked) { CanMark = sums is not null && !upgrade.IsPending };
            if (isMarked)
            {
                // On a full disk, a file can still be read.
                log?.TryCheckpoint();
            }

            // The longer timeout is safe from here on, because no other process can hold the lock.
            connection.DefaultTimeout = 30;
            return new OpenDatabase(connection, upgrade, sums, log);
        }
        catch
        {
            // A log that cannot be used is neither applied nor removed.
            if (hasLog)
            {
                LogGuard.KeepLog(connection);
            }

            connection.Dispose();
            if (isNew)
            {
                File.Delete(path!);
                File.Delete(LogFile.PathOf(path!));
            }

            throw;
        }
    }

    private static void Configure(SqliteConnection connection)
    {
        if (connection.ReadNumber("PRAGMA auto_vacuum") != Incremental)
        {
            // It only affects new files, because an existing one is only converted by VACUUM. On a file that has the mode already, the
            // statement would write.
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA auto_vacuum={Incremental}"));
        }

        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "PRAGMA temp_store=MEMORY");
        Execute(connection, "PRAGMA journal_size_limit=67108864");
        // Rows that INSERT OR REPLACE removes count as deleted, too.
        Execute(connection, "PRAGMA recursive_triggers=ON");
    }

    /// <summary>
    /// Creates or verifies the tables. Returns whether the file says that a log belongs to it. It is a write transaction even if nothing is
    /// written, so that opening fails if the file is not writable.
    /// </summary>
    private static bool Begin(SqliteConnection connection, FileFormat format, FormatUpgrade upgrade, TableSums? sums, bool isEmpty)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var sql = new Sql(connection, transaction);
        if (isEmpty)
        {
            foreach (var table in format.Tables)
            {
                sql.Execute(table.Create());
            }

            FileHeader.Write(sql, format);
            StartChecks(sql, format, sums);
        }
        else
        {
            TableSums.VerifyIndexes(sql, format);
            if (upgrade.IsPending)
            {
                upgrade.Show(sql);
            }
            else
            {
                sums?.Verify(sql);
            }
        }

        var isMarked = sums is not null && !upgrade.IsPending && sql.HasLog();
        transaction.Commit();
        return isMarked;
    }
}
