using System.Globalization;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Shows a file of an earlier format as one of a later format, so that it is read without a change to it: SQLite looks a name up
/// among the temporary tables and views of a connection before it looks in the file.
/// </summary>
internal sealed class FormatView(Sql sql)
{
    private readonly Dictionary<string, string> _selects = new(StringComparer.Ordinal);

    /// <summary>Shows tables that the file lacks, empty.</summary>
    public void AddMissing(IEnumerable<TableDefinition> tables)
    {
        foreach (var table in tables.Where(table => !sql.HasTable(table.Name)))
        {
            sql.Execute(table.Create("temp"));
        }
    }

    /// <summary>Shows a table of the file in another form.</summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="select">The statement that reads it, with {0} for the form it had until now.</param>
    public void Replace(string table, string select)
    {
        var before = _selects.TryGetValue(table, out var earlier) ? $"({earlier})" : $"main.{table}";
        _selects[table] = string.Format(CultureInfo.InvariantCulture, select, before);
    }

    /// <summary>Makes the views, after all steps have said what they replace.</summary>
    public void Complete()
    {
        foreach (var (table, select) in _selects)
        {
            sql.Execute($"CREATE TEMP VIEW {table} AS {select}");
        }
    }

    /// <summary>Removes all that is shown, so that names mean the tables of the file again.</summary>
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
