using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Counts the rows of each table and adds their hashes, in the transaction that changes them. An opening compares both with the rows of the
/// file. Triggers of the connection see every change, so that no statement can forget it.
/// </summary>
internal sealed class TableSums
{
    private const string Function = "milvus_row";

    /// <summary>The schema of the file, which is compared like a table.</summary>
    private const string Schema = "sqlite_master";

    private readonly TableDefinition[] _tables;
    private readonly Sum[] _current;
    private readonly Sum[] _saved;

    /// <summary>The tables whose stored sum is not known, because someone changed them with another program.</summary>
    private readonly bool[] _unknown;
    private Sum[] _target;

    private TableSums(SqliteConnection connection, FileFormat format)
    {
        _tables = [.. format.Tables.Where(table => table.Sum != TableSum.None)];
        // The last one is that of the schema.
        _current = new Sum[_tables.Length + 1];
        _saved = new Sum[_current.Length];
        _unknown = new bool[_current.Length];
        _target = _current;
        raw.sqlite3_create_function(connection.Handle, Function, -1, raw.SQLITE_UTF8, null, Add);
    }

    /// <summary>The sums of an open file; null if its format has none.</summary>
    public static TableSums? Of(SqliteConnection connection, FileFormat format) =>
        IntegrityTable.IsIn(format) ? new TableSums(connection, format) : null;

    /// <summary>Computes all sums of a new or upgraded file, and counts its changes from now on.</summary>
    public void Start(Sql sql)
    {
        Scan(sql, _current);
        for (var i = 0; i < _current.Length; i++)
        {
            Save(sql, i);
        }

        Complete();
        Watch(sql);
    }

    /// <summary>Compares the tables of the file with their sums and indexes, and counts its changes from now on.</summary>
    /// <exception cref="InvalidDataException">A table is damaged.</exception>
    public void Verify(Sql sql)
    {
        var stored = sql.ReadSums();
        Scan(sql, _current);
        Complete();
        for (var i = 0; i < _current.Length; i++)
        {
            var found = _current[i];
            if (!stored.TryGetValue(NameOf(i), out var expected))
            {
                throw new InvalidDataException($"the sum of table {NameOf(i)} is missing.");
            }

            if (expected.Rows == IntegrityTable.Unknown)
            {
                _unknown[i] = true;
            }
            else if (found.Rows != expected.Rows || found.Hash != unchecked((ulong)expected.Sum))
            {
                throw new InvalidDataException(found.Rows == expected.Rows
                    ? $"rows of table {NameOf(i)} were changed."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"table {NameOf(i)} has {found.Rows:N0} rows instead of {expected.Rows:N0}."));
            }
        }

        Watch(sql);
    }

    /// <summary>Compares the indexes of SQLite with the rows, table by table. The rows in the blobs are not read.</summary>
    /// <exception cref="InvalidDataException">An index is damaged.</exception>
    public static void VerifyIndexes(Sql sql, FileFormat format)
    {
        foreach (var table in format.Tables.Where(table => table.Sum != TableSum.None && sql.HasTable(table.Name)))
        {
            sql.Query($"PRAGMA main.integrity_check({table.Name})", [], row =>
            {
                if (row.GetString(0) is var found and not "ok")
                {
                    throw new InvalidDataException($"table {table.Name}: {found}.");
                }
            });
        }
    }

    /// <summary>Writes the sums that the transaction has changed, as its last statements.</summary>
    public void Save(Sql sql)
    {
        for (var i = 0; i < _current.Length; i++)
        {
            if (_current[i] != _saved[i] || _unknown[i])
            {
                Save(sql, i);
            }
        }
    }

    /// <summary>Records that the transaction was committed.</summary>
    public void Complete()
    {
        _current.CopyTo(_saved, 0);
        Array.Clear(_unknown);
    }

    /// <summary>Forgets the changes of a transaction that failed.</summary>
    public void Discard() => _saved.CopyTo(_current, 0);

    private void Save(Sql sql, int table) => sql.SetSum(NameOf(table), _current[table].Rows, unchecked((long)_current[table].Hash));

    private string NameOf(int table) => table == _tables.Length ? Schema : _tables[table].Name;

    /// <summary>Adds all rows of all tables to a target.</summary>
    private void Scan(Sql sql, Sum[] target)
    {
        Array.Clear(target);
        _target = target;
        for (var i = 0; i < _tables.Length; i++)
        {
            // A scan of the rows themselves: SQLite could read an index instead.
            sql.Number($"SELECT count({Call(1, i, ColumnsOf(sql, _tables[i]))}) FROM main.{_tables[i].Name} NOT INDEXED");
        }

        sql.Number($"SELECT count({Call(1, _tables.Length, ["type", "name", "tbl_name", "sql"])}) FROM main.{Schema}");
        _target = _current;
    }

    private void Watch(Sql sql)
    {
        for (var i = 0; i < _tables.Length; i++)
        {
            var columns = ColumnsOf(sql, _tables[i]);
            string[] added = [.. columns.Select(column => "NEW." + column)];
            string[] removed = [.. columns.Select(column => "OLD." + column)];
            CreateTrigger(sql, i, "INSERT", [Call(1, i, added)]);
            CreateTrigger(sql, i, "DELETE", [Call(-1, i, removed)]);
            CreateTrigger(sql, i, "UPDATE", [Call(-1, i, removed), Call(1, i, added)]);
        }
    }

    private void CreateTrigger(Sql sql, int table, string what, string[] calls) => sql.Execute(
        $"CREATE TEMP TRIGGER sum_{_tables[table].Name}_{what} AFTER {what} ON main.{_tables[table].Name} "
            + $"BEGIN SELECT {string.Join(", ", calls)}; END");

    private static string Call(int sign, int table, IEnumerable<string> columns) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Function}({sign}, {table}, {string.Join(", ", columns)})");

    private static List<string> ColumnsOf(Sql sql, TableDefinition table)
    {
        var columns = new List<string>();
        sql.Query($"SELECT name FROM pragma_table_info('{table.Name}', 'main')", [], row => columns.Add(row.GetString(0)));
        if (table.Sum == TableSum.Keys)
        {
            columns.Remove("data");
        }

        return columns;
    }

    private void Add(sqlite3_context context, object user, sqlite3_value[] arguments)
    {
        var sign = raw.sqlite3_value_int(arguments[0]);
        var table = raw.sqlite3_value_int(arguments[1]);
        var hash = RowHash.Compute(table, arguments.AsSpan(2));
        var sum = _target[table];
        _target[table] = new Sum(sum.Rows + sign, sign > 0 ? sum.Hash + hash : sum.Hash - hash);
        raw.sqlite3_result_int(context, 1);
    }

    /// <summary>A sum does not depend on the order of the rows.</summary>
    private readonly record struct Sum(long Rows, ulong Hash);
}
