using Microsoft.Data.Sqlite;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The one connection to the database file. A write is one transaction of one request: when <see cref="Write"/> returns it is on
/// disk, and when it throws nothing of it is.
/// </summary>
internal sealed class Store : IDisposable
{
    private readonly ConnectionGate _gate = new();
    private readonly SqliteConnection _connection;
    private readonly FormatUpgrade _upgrade;
    private readonly string? _path;

    /// <summary>The file; null in memory.</summary>
    public string? Path => _path;

    /// <summary>Called before each part of a long read, without the connection; tests hold a reader there.</summary>
    public Action? BeforePart { get; set; }

    /// <summary>Opens or makes the file; null is a database in memory.</summary>
    public Store(string? path, FileFormat format)
    {
        _path = path;
        (_connection, _upgrade) = DatabaseFile.Open(path, format);
    }

    /// <summary>Writes in one transaction. The first one to a file of an earlier format gives it the present one.</summary>
    public void Write(Action<Sql> body)
    {
        _gate.Enter();
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var sql = new Sql(_connection, transaction);
            _upgrade.Run(sql);
            body(sql);
            transaction.Commit();
            _upgrade.Complete();
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>
    /// Writes what nobody asked for and what can be found out again. A file of an earlier format is left as it is, so that who only
    /// reads it does not change it; then the answer is false.
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

    /// <summary>Gives the room that nothing lies in any more back to the disk.</summary>
    public void Shrink()
    {
        _gate.Enter();
        try
        {
            DatabaseFile.Shrink(_connection);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Reads in one transaction, so that several statements see one state.</summary>
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
    /// Reads a part of something long, after everybody who asked before. Parts are transactions of their own: the caller sees to it
    /// that what it reads does not change between them.
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

    public void Dispose()
    {
        _gate.Enter();
        try
        {
            if (_connection.State == System.Data.ConnectionState.Closed)
            {
                return;
            }

            // Closing the last connection moves the log into the file and removes it.
            _connection.Dispose();
            DatabaseFile.RemoveOwner(_path);
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
}
