using System.Globalization;
using Microsoft.Data.Sqlite;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>The numbers in the header of SQLite that identify a database and its format.</summary>
internal static class FileHeader
{
    /// <summary>"Mlvs". A file of another program is not changed.</summary>
    private const int ApplicationId = 0x4D6C7673;

    /// <summary>The place of the version for writers in the header, and the highest one that SQLite writes.</summary>
    private const int WriteVersionPlace = 18;
    private const int MaxWriteVersion = 2;

    /// <summary>How a file of SQLite begins.</summary>
    public static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>The format number of the file; null if the file is empty.</summary>
    /// <exception cref="EmbeddedDatabaseException">The file belongs to another program, or is too new.</exception>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static int? ReadFormat(SqliteConnection connection, string? path, FileFormat format)
    {
        var application = connection.ReadNumber("PRAGMA application_id");
        var number = connection.ReadNumber("PRAGMA user_version");
        var isEmpty = connection.ReadNumber("SELECT count(*) FROM sqlite_master") == 0;
        if (isEmpty && application == 0 && number == 0)
        {
            return null;
        }

        if (application != ApplicationId)
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.Corrupt,
                $"'{path}' is a SQLite file of another program, not a Milvus database. It was not changed. Give another path.");
        }

        if (isEmpty)
        {
            throw new InvalidDataException("its tables are missing.");
        }

        EnsureFormatIsRepeated(connection, number, format);
        if (number > format.Number)
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.FormatTooNew,
                $"'{path}' has format {number}; this version reads up to {format.Number}. It was not changed. Update the module.");
        }

        if (number < FileFormat.First)
        {
            throw CreateWrongFormat(number);
        }

        return (int)number;
    }

    /// <summary>Writes the numbers of a new file.</summary>
    public static void Write(Sql sql, FileFormat format)
    {
        sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id={ApplicationId}"));
        sql.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={format.Number}"));
    }

    /// <summary>
    /// Finds what SQLite does not say. It opens a file whose version for writers is unknown only to read: that is damage, not a missing
    /// right. And it says of a damaged database and of any other file that they are not a database.
    /// </summary>
    public static Exception Explain(string? path, Exception exception)
    {
        var fault = StorageFaults.Find(exception);
        if (path is null || fault is not (StorageFault.Inaccessible or StorageFault.Damaged) || !File.Exists(path))
        {
            return exception;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> start = stackalloc byte[512];
            start = start[..RandomAccess.Read(file, start, 0)];
            return fault == StorageFault.Damaged
                    ? IsOther(start) ? CreateOther(path, start, exception) : exception
                : start.Length > WriteVersionPlace && start[WriteVersionPlace] > MaxWriteVersion
                    ? new InvalidDataException("a number in its header does not exist.", exception)
                : exception;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return exception;
        }
    }

    /// <summary>Whether the first bytes are those of another file. A damaged database has some of its own.</summary>
    private static bool IsOther(ReadOnlySpan<byte> start)
    {
        var equal = 0;
        for (var i = 0; i < Math.Min(start.Length, Magic.Length); i++)
        {
            equal += start[i] == Magic[i] ? 1 : 0;
        }

        // A page of zeros is what a file system leaves of a lost one.
        return equal < Magic.Length / 2 && start.ContainsAnyExcept((byte)0);
    }

    private static EmbeddedDatabaseException CreateOther(string path, ReadOnlySpan<byte> start, Exception exception)
    {
        var what = start.ContainsAnyInRange((byte)0, (byte)8) ? "a file of another program" : "a text file";
        return new(
            EmbeddedDatabaseException.Corrupt,
            $"'{path}' is {what}, not a Milvus database. It was not changed. Give another path.",
            exception);
    }

    /// <summary>A file with the table of checks repeats its number there.</summary>
    private static void EnsureFormatIsRepeated(SqliteConnection connection, long number, FileFormat format)
    {
        const string Exists = $"SELECT count(*) FROM sqlite_master WHERE name = '{IntegrityTable.Name}'";
        if (!IntegrityTable.IsIn(format) || connection.ReadNumber(Exists) == 0)
        {
            return;
        }

        var repeated = connection.ReadNumber($"SELECT coalesce(max(rows), 0) FROM {IntegrityTable.Name} WHERE name = 'format'");
        if (repeated != number && (number <= format.Number || repeated <= format.Number))
        {
            throw CreateWrongFormat(number);
        }
    }

    private static InvalidDataException CreateWrongFormat(long number) => new(
        string.Create(CultureInfo.InvariantCulture, $"format {number} in its header does not exist, or is not that of its tables."));
}
