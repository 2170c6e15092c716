using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The online backup of SQLite (https://sqlite.org/backup.html) from the connection of an open database. Writes of the same connection
/// reach the copied pages, too.
/// </summary>
internal sealed class PageCopy : IDisposable
{
    /// <summary>4 MiB, as the parts of a graph.</summary>
    private const int PartPages = 1024;

    private readonly SqliteConnection _source;
    private readonly SqliteConnection _target;
    private readonly ConnectionGate _gate;
    private readonly sqlite3_backup _backup;

    public PageCopy(SqliteConnection source, SqliteConnection target, ConnectionGate gate)
    {
        (_source, _target, _gate) = (source, target, gate);
        _gate.Enter();
        try
        {
            var backup = raw.sqlite3_backup_init(target.Handle, "main", OpenHandle, "main");
            if (backup is null or { IsInvalid: true })
            {
                throw new SqliteException(raw.sqlite3_errmsg(target.Handle).utf8_to_string(), raw.sqlite3_errcode(target.Handle));
            }

            _backup = backup;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>The share of the copied pages, from 0 to 1.</summary>
    public double Share { get; private set; }

    /// <summary>Copies some pages after all callers that waited for the connection. Returns whether more follow.</summary>
    public bool CopyPart()
    {
        _gate.EnterLast();
        try
        {
            _ = OpenHandle;
            var result = raw.sqlite3_backup_step(_backup, PartPages);
            if (result == raw.SQLITE_DONE)
            {
                return false;
            }

            SqliteException.ThrowExceptionForRC(result, _target.Handle);
            Share = 1 - (raw.sqlite3_backup_remaining(_backup) / (double)Math.Max(1, raw.sqlite3_backup_pagecount(_backup)));
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    public void Dispose()
    {
        _gate.Enter();
        try
        {
            _backup.Dispose();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private sqlite3 OpenHandle => _source.Handle ?? throw new ObjectDisposedException(nameof(Store));
}
