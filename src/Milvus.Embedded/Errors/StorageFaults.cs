using Microsoft.Data.Sqlite;

namespace Milvus.Embedded.Errors;

/// <summary>The one mapping from exceptions of SQLite and of the system to what is wrong with a file.</summary>
internal static class StorageFaults
{
    // Result codes of SQLite: https://sqlite.org/rescode.html.
    private const int Error = 1;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int TableLocked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Authorization = 23;
    private const int NotADatabase = 26;

    /// <summary>ENOSPC; EDQUOT of Linux and of macOS; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED.</summary>
    private static readonly HashSet<int> _full = [28, 122, 69, 0x70, 0x27, 0x50F];

    /// <summary>Whether an error number of the system says that the disk or the quota is full.</summary>
    public static bool IsFull(int systemError) => _full.Contains(systemError & 0xFFFF);

    public static StorageFault Find(Exception exception) => exception switch
    {
        InvalidDataException => StorageFault.Damaged,
        SqliteException error => error.SqliteErrorCode switch
        {
            Corrupt or NotADatabase => StorageFault.Damaged,
            Full => StorageFault.DiskFull,
            Busy or TableLocked => StorageFault.Locked,
            Permission or ReadOnly or CannotOpen or Authorization => StorageFault.Inaccessible,
            _ => StorageFault.Failed,
        },
        UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException => StorageFault.Inaccessible,
        IOException error => IsFull(error.HResult) ? StorageFault.DiskFull : StorageFault.Failed,
        _ => StorageFault.None,
    };

    /// <summary>Refuses a path without a file, where none is created.</summary>
    /// <exception cref="EmbeddedDatabaseException">The file does not exist, or has no bytes.</exception>
    public static void RequireFile(string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: > 0 })
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.FileNotFound, $"'{path}' does not exist or is empty. Give the file of a database.");
        }
    }

    /// <summary>Explains why a file cannot be opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">The process that has it open, in parentheses, if it is known.</param>
    /// <param name="exception">The failure.</param>
    public static EmbeddedDatabaseException Explain(string? path, string owner, Exception exception)
    {
        var message = EndSentence(exception.Message);
        return exception is EmbeddedDatabaseException known ? known : FindWhileOpening(exception) switch
        {
            StorageFault.Locked when owner.Length > 0 => new(
                EmbeddedDatabaseException.Locked,
                $"'{path}' is open in another process{owner}. Close it there, or serve the file with Milvus.Server and connect to that.",
                exception),
            StorageFault.Locked => new(
                EmbeddedDatabaseException.Locked,
                $"'{path}' is open in another program, or under another name of the same file (a hard link). Close it there, or use that "
                    + "name.",
                exception),
            StorageFault.DiskFull => new(
                EmbeddedDatabaseException.DiskFull,
                $"'{path}' cannot be opened: the disk or the quota is full. Free some space.",
                exception),
            StorageFault.Inaccessible => new(
                EmbeddedDatabaseException.FileNotFound,
                $"'{path}' cannot be opened for writing: {message} Check that the folder exists, and that you may write it and the file.",
                exception),
            StorageFault.Failed => new(
                EmbeddedDatabaseException.FileNotFound,
                $"'{path}' cannot be opened: {message} Check that it is an ordinary file, and the health of the disk.",
                exception),
            _ => new(
                EmbeddedDatabaseException.Corrupt,
                $"'{path}' is damaged or not a database: {message} Restore it from a backup, or give another path.",
                exception),
        };
    }

    /// <summary>Explains why a database is not copied.</summary>
    /// <param name="source">The file; null for a database in memory.</param>
    /// <param name="damage">What is wrong with it.</param>
    public static EmbeddedDatabaseException ExplainDamage(string? source, Exception damage) => new(
        EmbeddedDatabaseException.Corrupt,
        $"{(source is null ? "The database in memory" : $"'{source}'")} is damaged, so it was not copied: {EndSentence(damage.Message)}",
        damage);

    /// <summary>Explains why a new file cannot be written.</summary>
    public static EmbeddedDatabaseException ExplainWrite(string path, Exception exception) => Find(exception) switch
    {
        StorageFault.DiskFull => new(
            EmbeddedDatabaseException.DiskFull,
            $"'{path}' cannot be written: the disk or the quota is full. Free some space, then repeat the command.",
            exception),
        StorageFault.Damaged => new(
            EmbeddedDatabaseException.Corrupt,
            $"'{path}' was not written, because the database is damaged: {EndSentence(exception.Message)}",
            exception),
        _ => new(
            EmbeddedDatabaseException.FileNotFound,
            $"'{path}' cannot be written: {EndSentence(exception.Message)} Check that the folder exists, and that you may write it.",
            exception),
    };

    /// <summary>While a file is opened, a statement that fails and a value that cannot be read are damage of its tables.</summary>
    private static StorageFault FindWhileOpening(Exception exception) => exception is SqliteException { SqliteErrorCode: Error }
        ? StorageFault.Damaged
        : Find(exception);

    private static string EndSentence(string message) => message.EndsWith('.') ? message : message + ".";
}
