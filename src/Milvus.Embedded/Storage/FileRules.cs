using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>What a database file must be before SQLite opens it.</summary>
internal static class FileRules
{
    /// <summary>The header of SQLite. A shorter file would count as empty, and be overwritten.</summary>
    private const int MinFileBytes = 100;

    /// <summary>The ends of the files that SQLite opens beside a database. It would follow links and write to their targets.</summary>
    private static readonly string[] _beside = ["-wal", "-journal", "-shm"];

    /// <summary>Creates a missing file, only for its owner on systems with such rights. Returns whether it was missing.</summary>
    /// <exception cref="EmbeddedDatabaseException">The file cannot be a database.</exception>
    public static bool Prepare(string path)
    {
        foreach (var end in _beside)
        {
            if (new FileInfo(path + end).LinkTarget is not null)
            {
                throw new EmbeddedDatabaseException(
                    EmbeddedDatabaseException.FileNotFound,
                    $"'{path}{end}' is a link. The database would write to its target: remove the link.");
            }
        }

        var file = new FileInfo(path);
        if (file.Exists)
        {
            if (file.Length is > 0 and < MinFileBytes)
            {
                throw new InvalidDataException("it is too short.");
            }

            return false;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            // SQLite gives the log the rights of the file.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
        return true;
    }
}
