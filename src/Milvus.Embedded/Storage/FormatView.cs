using System.Globalization;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Makes a file of an earlier format readable as one of a later format, without changing it. SQLite resolves names to temporary tables and
/// views of the connection before the tables of the file.
/// </summary>
internal sealed class FormatView(Sql sql)
{
    private readonly Dictionary<string, string> _selects = new(StringComparer.Ordinal);

    /// <summary>Adds empty tables in place of those that the file does not have.</summary>
    public void AddMissing(IEnumerable<TableDefinition> tables)
    {
        foreach (var table in tables.Where(table => !sql.HasTable(table.Name)))
        {
            sql.Execute(table.Create("temp"));
        }
    }

    /// <summary>Adds a view in place of a table.</summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="select">The statement of the view, with {0} for the table or the view before it.</param>
    public void Replace(string table, string select)
    {
        var before = _selects.TryGetValue(table, out var earlier) ? $"({earlier})" : $"main.{table}";
        _selects[table] = string.Format(CultureInfo.InvariantCulture, select, before);
    }

    /// <summary>Creates the views after all steps have added them.</summary>
    public void Complete()
    {
        foreach (var (table, select) in _selects)
        {
            sql.Execute($"CREATE TEMP VIEW {table} AS {select}");
        }
    }

    /// <summary>Removes all temporary tables and views, so that names refer to the file.</summary>
    public static void Remove(Sql sql)
    {
        var drops = new List<string>();
        sql.Query(
            "SELECT 'DROP ' || type || ' temp.' || name FROM sqlite_temp_master WHERE type IN ('view', 'table')", [],
            row => drops.Add(row.GetString(0)));
        foreach (var drop in drops)
        {
            sql.Execute(drop);
        }
    }
}
