using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>Runs statements in a transaction. The arguments are $0, $1 … in their order.</summary>
internal readonly struct Sql(SqliteConnection connection, SqliteTransaction transaction)
{
    public int Execute(string sql, params object[] arguments)
    {
        using var command = CreateCommand(sql, arguments);
        return command.ExecuteNonQuery();
    }

    /// <summary>Adds a row that ends in a blob. SQLite reads the blob where it lies; the parameter of a command would be a copy.</summary>
    /// <param name="table">The table.</param>
    /// <param name="numbers">The values of the columns before the blob.</param>
    /// <param name="blob">The value of the last column.</param>
    public unsafe void Insert(string table, ReadOnlySpan<long> numbers, ReadOnlySpan<byte> blob)
    {
        var database = connection.Handle;
        var places = string.Join(", ", Enumerable.Repeat("?", numbers.Length + 1));
        // Pinned until the statement is gone.
        fixed (byte* bytes = blob)
        {
            SqliteException.ThrowExceptionForRC(
                raw.sqlite3_prepare_v2(database, $"INSERT INTO {table} VALUES ({places})", out var statement),
                database);
            using (statement)
            {
                for (var i = 0; i < numbers.Length; i++)
                {
                    SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(statement, i + 1, numbers[i]), database);
                }

                var place = numbers.Length + 1;
                SqliteException.ThrowExceptionForRC(SqliteLibrary.BindBlob(statement, place, bytes, blob.Length), database);
                SqliteException.ThrowExceptionForRC(raw.sqlite3_step(statement), database);
            }
        }
    }

    /// <summary>Calls <paramref name="row"/> for each row of the result.</summary>
    public void Query(string sql, object[] arguments, Action<SqliteDataReader> row)
    {
        using var command = CreateCommand(sql, arguments);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <summary>The first column of the first row; 0 if there is none.</summary>
    public long Number(string sql, params object[] arguments)
    {
        using var command = CreateCommand(sql, arguments);
        var value = command.ExecuteScalar();
        return value is null or DBNull ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Fills the target with bytes of a value in the column "data".</summary>
    /// <param name="table">The table of the file.</param>
    /// <param name="row">The rowid in SQLite.</param>
    /// <param name="from">The position of the first byte.</param>
    /// <param name="target">Receives the bytes.</param>
    public void ReadBytes(string table, long row, long from, Span<byte> target)
    {
        using var blob = new SqliteBlob(connection, table, "data", row, readOnly: true);
        blob.Seek(from, SeekOrigin.Begin);
        blob.ReadExactly(target);
    }

    /// <summary>Whether the file has a table. Temporary tables and views do not count.</summary>
    public bool HasTable(string name) =>
        Number("SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name = $0", name) > 0;

    /// <summary>Creates the tables that the file does not have.</summary>
    public void CreateMissing(IEnumerable<TableDefinition> tables)
    {
        foreach (var table in tables)
        {
            if (!HasTable(table.Name))
            {
                Execute(table.Create());
            }
        }
    }

    private SqliteCommand CreateCommand(string sql, object[] arguments)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), arguments[i]);
        }

        return command;
    }
}
