using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>A table as SQLite stores it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Number">Its number in the hashes of rows; -1 if it has no sum.</param>
/// <param name="Root">The root page of the table in a new file.</param>
/// <param name="IndexRoot">The root page of the index of its key in a new file; 0 without one.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="RowIdColumn">The column that is the number of the row in SQLite, which its record does not have; -1 for none.</param>
/// <param name="RealColumns">The columns of real numbers, which a record may have as integers.</param>
internal sealed record TableShape(
    TableDefinition Table, int Number, long Root, long IndexRoot, int Columns, int RowIdColumn, IReadOnlyList<int> RealColumns)
{
    /// <summary>The tables of a new file.</summary>
    public static Dictionary<string, TableShape> ReadAll(FileFormat format)
    {
        using var made = new Store(null, format);
        return made.Read(sql =>
        {
            var roots = new Dictionary<string, long>(StringComparer.Ordinal);
            sql.Query("SELECT name, rootpage FROM main.sqlite_master", [], row => roots[row.GetString(0)] = row.GetInt64(1));
            var summed = format.Tables.Where(table => table.Sum != TableSum.None).ToList();
            return format.Tables.ToDictionary(
                table => table.Name,
                table => Read(sql, table, summed.IndexOf(table), roots),
                StringComparer.Ordinal);
        });
    }

    /// <summary>The name of the index of a key, which SQLite makes.</summary>
    public string IndexName => IndexOf(Table);

    private static TableShape Read(Sql sql, TableDefinition table, int number, Dictionary<string, long> roots)
    {
        var columns = new List<(string Type, long Key)>();
        sql.Query(
            $"SELECT type, pk FROM pragma_table_info('{table.Name}', 'main')", [], row => columns.Add((row.GetString(0), row.GetInt64(1))));
        return new TableShape(
            table,
            number,
            roots[table.Name],
            roots.GetValueOrDefault(IndexOf(table)),
            columns.Count,
            !table.WithoutRowId && columns.Count(column => column.Key > 0) == 1
                ? columns.FindIndex(column => column is { Type: "INTEGER", Key: 1 })
                : -1,
            [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Type == "REAL")]);
    }

    private static string IndexOf(TableDefinition table) => $"sqlite_autoindex_{table.Name}_1";
}
