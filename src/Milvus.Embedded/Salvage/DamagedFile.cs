using Milvus.Embedded.Errors;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>What surrounds a damaged file: other users, and its log.</summary>
internal static class DamagedFile
{
    // The bytes that users of a file lock: https://sqlite.org/fileformat2.html#the_lock_byte_page.
    private const long FirstLockByte = 0x40000002;
    private const long LockBytes = 510;

    /// <summary>Opens the pages of a file that nobody else has open.</summary>
    /// <exception cref="EmbeddedDatabaseException">The file does not exist, is open, or may not be read.</exception>
    public static PageSource Open(string path)
    {
        StorageFaults.RequireFile(path);
        try
        {
            return !IsLocked(path)
                ? new PageSource(path)
                : throw CreateLocked($"'{path}' is open{OwnerFile.ReadProcess(path)}.", "Close it there first.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.FileNotFound, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>This process has the file open, so that it changes while it is read.</summary>
    public static EmbeddedDatabaseException CreateOpen(string path) => CreateLocked(
        $"'{path}' is open in this session.", "Close it first with Disconnect-Milvus; Get-MilvusConnection lists the connections.");

    private static EmbeddedDatabaseException CreateLocked(string message, string advice) =>
        new(EmbeddedDatabaseException.Locked, message) { Advice = advice };

    /// <summary>Compares the log of the file with itself and with how far it was written.</summary>
    public static IEnumerable<RepairFinding> FindLostLog(string path, bool hasLog)
    {
        var reason = "";
        try
        {
            LogGuard.Verify(path);
            if (hasLog && !File.Exists(LogFile.PathOf(path)))
            {
                reason = "its log (-wal) is missing: all writes and deletes since it was opened are lost, so deleted rows may be present";
            }
        }
        catch (InvalidDataException damage)
        {
            reason = $"{damage.Message} The new database has the state before them, so later writes and deletes are lost";
        }

        return reason.Length == 0
            ? []
            : [new RepairFinding(RepairFinding.Log, "", Path.GetFileName(LogFile.PathOf(path)), null, null, reason)];
    }

    /// <summary>
    /// Whether SQLite has the file open in another process. SQLite itself would create a log beside the file to find that.
    /// </summary>
    private static bool IsLocked(string path)
    {
        if (OperatingSystem.IsMacOS())
        {
            // .NET cannot lock a part of a file there.
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            file.Lock(FirstLockByte, LockBytes);
            file.Unlock(FirstLockByte, LockBytes);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
