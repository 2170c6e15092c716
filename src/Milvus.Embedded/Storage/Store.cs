using Microsoft.Data.Sqlite;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The only connection to the database file. A write is one transaction of one request. When <see cref="Write"/> returns, it is on disk;
/// when it throws, nothing is written.
/// </summary>
internal sealed class Store : IDisposable
{
    private readonly ConnectionGate _gate = new();
    private readonly SqliteConnection _connection;
    private readonly FormatUpgrade _upgrade;
    private readonly FileFormat _format;
    private readonly TableSums? _sums;
    private readonly LogGuard? _log;
    private readonly string? _path;

    /// <summary>The path of the file; null for a database in memory.</summary>
    public string? Path => _path;

    /// <summary>Called before each part of a long read, without the connection. Tests use it to hold a reader.</summary>
    public Action? BeforePart { get; set; }

    /// <summary>Opens or creates the file; null creates a database in memory.</summary>
    public Store(string? path, FileFormat format)
    {
        _path = path;
        _format = format;
        (_connection, _upgrade, _sums, _log) = DatabaseFile.Open(path, format);
    }

    /// <summary>Writes in one transaction. The first write upgrades a file of an earlier format.</summary>
    public void Write(Action<Sql> body)
    {
        _gate.Enter();
        try
        {
            _log?.Begin();
            var upgraded = WriteInTransaction(body);
            if (upgraded && _sums is not null)
            {
                // The file itself says from now on that it has a log.
                _log?.Start();
            }
            else
            {
                _log?.NotePosition();
            }
        }
        catch (SqliteException exception) when (StorageFaults.IsFull(SqliteLibrary.SystemError(_connection.Handle!)))
        {
            throw new DiskQuotaException(SqliteLibrary.SystemError(_connection.Handle!), exception);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>
    /// Writes data that can be computed again. It returns false without writing if the file has an earlier format, so that a file that is
    /// only read is not upgraded.
    /// </summary>
    public bool Note(Action<Sql> body)
    {
        _gate.Enter();
        try
        {
            if (_upgrade.IsPending)
            {
                return false;
            }

            Write(body);
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Returns unused space to the disk.</summary>
    public void Shrink()
    {
        _gate.Enter();
        try
        {
            DatabaseFile.Shrink(_connection);
            _log?.Checkpoint();
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Reads in one transaction, so that all statements read the same state.</summary>
    public T Read<T>(Func<Sql, T> body)
    {
        _gate.Enter();
        try
        {
            return ReadInTransaction(body);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>
    /// Reads one part of a long read, after all earlier callers. Each part is a transaction of its own. The caller ensures that the data
    /// does not change between parts.
    /// </summary>
    public T ReadPart<T>(Func<Sql, T> body)
    {
        BeforePart?.Invoke();
        _gate.EnterLast();
        try
        {
            return ReadInTransaction(body);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>
    /// Copies all pages to another connection, in parts as a long read. What is written meanwhile is copied, too, so the copy has the state
    /// of its end.
    /// </summary>
    /// <param name="target">The open connection to an empty database.</param>
    /// <param name="copied">Receives the share of the copied pages, from 0 to 1.</param>
    /// <param name="token">Ends the copy between two parts.</param>
    public void CopyTo(SqliteConnection target, Action<double>? copied, CancellationToken token)
    {
        using var copy = new PageCopy(_connection, target, _gate);
        while (copy.CopyPart())
        {
            BeforePart?.Invoke();
            copied?.Invoke(copy.Share);
            token.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _gate.Enter();
        try
        {
            if (_connection.State == System.Data.ConnectionState.Closed)
            {
                return;
            }

            // Closing the last connection moves the log into the file and deletes it.
            _log?.Dispose();
            _connection.Dispose();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private T ReadInTransaction<T>(Func<Sql, T> body)
    {
        using var transaction = _connection.BeginTransaction(deferred: true);
        var result = body(new Sql(_connection, transaction));
        transaction.Commit();
        return result;
    }

    /// <summary>Returns whether the transaction upgraded the file.</summary>
    private bool WriteInTransaction(Action<Sql> body)
    {
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var sql = new Sql(_connection, transaction);
            var upgraded = _upgrade.Run(sql);
            if (upgraded)
            {
                DatabaseFile.StartChecks(sql, _format, _sums);
            }

            body(sql);
            _sums?.Save(sql);
            transaction.Commit();
            _upgrade.Complete();
            _sums?.Complete();
            return upgraded;
        }
        catch
        {
            _sums?.Discard();
            throw;
        }
    }
}
