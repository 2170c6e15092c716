using Microsoft.Data.Sqlite;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The one connection to the database file. A write is one transaction of one request: when <see cref="Write"/> returns it is on
/// disk, and when it throws nothing of it is.
/// </summary>
internal sealed class Store : IDisposable
{
    private readonly object _gate = new();
    private readonly SqliteConnection _connection;
    private readonly FormatUpgrade _upgrade;
    private readonly string? _path;

    /// <summary>The file; null in memory.</summary>
    public string? Path => _path;

    /// <summary>Opens or makes the file; null is a database in memory.</summary>
    public Store(string? path, FileFormat format)
    {
        _path = path;
        (_connection, _upgrade) = DatabaseFile.Open(path, format);
    }

    /// <summary>Writes in one transaction. The first one to a file of an earlier format gives it the present one.</summary>
    public void Write(Action<Sql> body)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var sql = new Sql(_connection, transaction);
            _upgrade.Run(sql);
            body(sql);
            transaction.Commit();
            _upgrade.Complete();
        }
    }

    /// <summary>
    /// Writes what nobody asked for and what can be found out again. A file of an earlier format is left as it is, so that who only
    /// reads it does not change it.
    /// </summary>
    public void Note(Action<Sql> body)
    {
        lock (_gate)
        {
            if (!_upgrade.IsPending)
            {
                Write(body);
            }
        }
    }

    /// <summary>Gives the room that nothing lies in any more back to the disk.</summary>
    public void Shrink()
    {
        lock (_gate)
        {
            DatabaseFile.Shrink(_connection);
        }
    }

    public T Read<T>(Func<Sql, T> body)
    {
        lock (_gate)
        {
            // One transaction, so that several statements see one state.
            using var transaction = _connection.BeginTransaction(deferred: true);
            var result = body(new Sql(_connection, transaction));
            transaction.Commit();
            return result;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_connection.State == System.Data.ConnectionState.Closed)
            {
                return;
            }

            // Closing the last connection moves the log into the file and removes it.
            _connection.Dispose();
            DatabaseFile.RemoveOwner(_path);
        }
    }
}
