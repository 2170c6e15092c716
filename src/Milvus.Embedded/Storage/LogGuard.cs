using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using Milvus.Embedded.Errors;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Makes the loss of the log of a file noticed. While transactions are only in the log, the file itself says so: without its log, it is
/// an error instead of an older database. The file "-owner" says how long the log is.
/// </summary>
internal sealed class LogGuard : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly OwnerFile _owner;
    private SafeFileHandle? _file;
    private LogFile? _log;

    /// <summary>The value of the mark, as a reader of file and log sees it.</summary>
    private bool _isMarked;

    /// <summary>Whether the file itself has the mark, not only its log.</summary>
    private bool _isMarkInFile;

    /// <summary>Guards the log of an open file.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="path">The file.</param>
    /// <param name="isMarked">Whether file and log have the mark.</param>
    public LogGuard(SqliteConnection connection, string path, bool isMarked)
    {
        (_connection, _path, _isMarked) = (connection, path, isMarked);
        _owner = OwnerFile.Create(path);
        NotePosition();
    }

    /// <summary>Whether the file has the table for the mark. A file of an earlier format gets it with the first write.</summary>
    public bool CanMark { get; set; }

    /// <summary>Compares the log of a file that is locked and not yet written.</summary>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public static void Verify(string path)
    {
        using var file = LogFile.Open(path);
        if (file is not null)
        {
            new LogFile(file).Verify(OwnerFile.ReadPosition(path));
        }
    }

    /// <summary>Ensures before a write that the file itself says that it has a log.</summary>
    public void Begin()
    {
        EnsureFilesExist();
        if (CanMark && !_isMarkInFile)
        {
            if (!_isMarked)
            {
                Mark(true);
            }

            Checkpoint();
        }
    }

    /// <summary>Moves the mark of a new or upgraded file, and its first transaction, from the log into the file.</summary>
    public void Start()
    {
        CanMark = true;
        _isMarked = true;
        Checkpoint();
    }

    /// <summary>Moves the log into the file, if the disk is not full.</summary>
    public void TryCheckpoint()
    {
        try
        {
            Checkpoint();
        }
        catch (SqliteException exception) when (StorageFaults.Find(exception) is StorageFault.DiskFull or StorageFault.Failed)
        {
            // The next write tries it again, and fails if the log cannot be moved.
            NotePosition();
        }
    }

    /// <summary>Records how far the log is written, after a commit.</summary>
    public void NotePosition()
    {
        if (_log is null && (_file = LogFile.Open(_path)) is { } file)
        {
            _log = new LogFile(file);
        }

        if (_log is not null)
        {
            _owner.Write(_log.ReadPosition());
        }
    }

    /// <summary>Moves the log into the file, which then says that a log belongs to it.</summary>
    public void Checkpoint()
    {
        // The log is empty afterwards, so it must not be missed if the process ends or the power fails in between.
        _owner.Reset();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        _isMarkInFile = _isMarked;
        NotePosition();
    }

    /// <summary>Closes the connection. The log is moved into the file and removed, and the mark with it.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        if (!TryUnmark())
        {
            // The file would say that its log is missing, so it must stay.
            KeepLog(_connection);
        }

        _connection.Dispose();
        _owner.Dispose();
    }

    /// <summary>Closing the connection then neither moves the log into the file nor removes it.</summary>
    public static void KeepLog(SqliteConnection connection)
    {
        if (connection.Handle is { } handle)
        {
            raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        }
    }

    private bool TryUnmark()
    {
        if (!_isMarked)
        {
            return true;
        }

        try
        {
            EnsureFilesExist();
            Mark(false);
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            // For example, the disk is full. The log has the last transactions, and the next opening reads it.
            return false;
        }
    }

    private void Mark(bool hasLog)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        new Sql(_connection, transaction).SetHasLog(hasLog);
        transaction.Commit();
        _isMarked = hasLog;
    }

    /// <summary>SQLite writes to files that were deleted, and the writes are lost with their last user.</summary>
    private void EnsureFilesExist()
    {
        if (SqliteLibrary.HasMoved(_connection.Handle!) || !File.Exists(_path) || (_log is not null && !File.Exists(LogFile.PathOf(_path))))
        {
            throw new FileNotFoundException(
                $"the database file '{_path}' or its log was removed, moved or replaced while it was open. Nothing more can be stored: "
                    + "close the connection, and restore the file.");
        }
    }
}
