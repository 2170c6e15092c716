using System.Globalization;
using Microsoft.Data.Sqlite;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Opens the SQLite file of a database, or explains why it cannot be opened. The exclusive lock of SQLite keeps other processes out, and
/// ends with the process. The file "-owner" only names the process.
/// </summary>
internal static class DatabaseFile
{
    /// <summary>"Mlvs". A file of another program is not changed.</summary>
    private const int ApplicationId = 0x4D6C7673;

    private const int Incremental = 2;

    /// <summary>Opens or creates a file. A file of an earlier format is not changed until the first write.</summary>
    public static (SqliteConnection Connection, FormatUpgrade Upgrade) Open(string? path, FileFormat format)
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
            var number = FormatOf(connection, path, format);
            if (Number(connection, "PRAGMA auto_vacuum") != Incremental)
            {
                // It only affects new files, because an existing one is only converted by VACUUM. On a file that has the mode already, the
                // statement would write.
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA auto_vacuum={Incremental}"));
            }

            Execute(connection, "PRAGMA journal_mode=WAL");
            Execute(connection, "PRAGMA synchronous=FULL");
            Execute(connection, "PRAGMA temp_store=MEMORY");
            Execute(connection, "PRAGMA journal_size_limit=67108864");
            var upgrade = new FormatUpgrade(format, number ?? format.Number);
            // A write transaction even if nothing is written, so that opening fails if the file is not writable.
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                var sql = new Sql(connection, transaction);
                if (number is null)
                {
                    Create(sql, format);
                }
                else
                {
                    upgrade.Show(sql);
                }

                transaction.Commit();
            }

            // The longer timeout is safe from here on, because no other process can hold the lock.
            connection.DefaultTimeout = 30;
            WriteOwner(path);
            return (connection, upgrade);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Explain(path, exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns free pages to the disk and truncates the log.</summary>
    public static void Shrink(SqliteConnection connection)
    {
        Execute(connection, Number(connection, "PRAGMA auto_vacuum") == Incremental ? "PRAGMA incremental_vacuum" : "VACUUM");
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Deletes the file that names the owner. SQLite has released its lock before.</summary>
    public static void RemoveOwner(string? path)
    {
        if (path is not null)
        {
            File.Delete(OwnerNote(path));
        }
    }

    /// <summary>The format number of the file; null if the file is empty.</summary>
    private static int? FormatOf(SqliteConnection connection, string? path, FileFormat format)
    {
        var application = Number(connection, "PRAGMA application_id");
        var number = Number(connection, "PRAGMA user_version");
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (application != ApplicationId && !(isEmpty && application == 0))
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.Corrupt,
                $"'{path}' is a SQLite file of another program, not a Milvus database. It was not changed. Give another path.");
        }

        if (number > format.Number)
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.FormatTooNew,
                $"'{path}' has format {number}; this version reads up to {format.Number}. It was not changed. Update the module.");
        }

        if (!isEmpty && number < FileFormat.First)
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.Corrupt,
                $"'{path}' is damaged: format {number} in its header does not exist. Restore it from a backup, or give another path.");
        }

        return isEmpty ? null : (int)number;
    }

    private static void Create(Sql sql, FileFormat format)
    {
        foreach (var table in format.Tables)
        {
            sql.Execute(table.Create());
        }

        sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={ApplicationId}"));
        sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={format.Number}"));
    }

    private static EmbeddedDatabaseException Explain(string? path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => new(EmbeddedDatabaseException.Locked,
            $"'{path}' is open in another process{ReadOwner(path)}. Close it there, or serve the file with Milvus.Server and connect "
                + "to that.",
            exception),
        13 => new(EmbeddedDatabaseException.DiskFull, $"'{path}' cannot be opened: the disk is full. Free some space.", exception),
        14 or 23 or 8 or 3 => new(EmbeddedDatabaseException.FileNotFound,
            $"'{path}' cannot be opened for writing: {exception.Message} Check that the folder exists and may be written.", exception),
        _ => new(EmbeddedDatabaseException.Corrupt,
            $"'{path}' is damaged or not a database: {exception.Message} Restore it from a backup, or give another path.", exception),
    };

    private static string ReadOwner(string? path)
    {
        try
        {
            var text = path is null ? "" : File.ReadAllText(OwnerNote(path)).Trim();
            return text.Length == 0 ? "" : $" (process {text})";
        }
        catch (IOException)
        {
            // The owner is only used in the message.
            return "";
        }
    }

    private static void WriteOwner(string? path)
    {
        if (path is not null)
        {
            File.WriteAllText(OwnerNote(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string OwnerNote(string path) => path + "-owner";

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
