namespace Milvus.Embedded.Storage;

/// <summary>A table of the database file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Columns">The columns and keys in SQL.</param>
/// <param name="WithoutRowId">Whether the table is stored in the order of its primary key, without a rowid.</param>
/// <param name="Sum">Which of its columns are in its sum.</param>
internal sealed record TableDefinition(string Name, string Columns, bool WithoutRowId = false, TableSum Sum = TableSum.Rows)
{
    /// <summary>The statement that creates the table.</summary>
    /// <param name="database">"main" for the file, or "temp" for the connection.</param>
    public string Create(string database = "main") =>
        $"CREATE TABLE {database}.{Name} ({Columns}){(WithoutRowId ? " WITHOUT ROWID" : "")}";
}
