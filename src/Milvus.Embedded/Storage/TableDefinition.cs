namespace Milvus.Embedded.Storage;

/// <summary>A table of database files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns and keys, as SQL.</param>
/// <param name="WithoutRowId">Whether its primary key is all there is, so that it is stored in the order of that.</param>
internal sealed record TableDefinition(string Name, string Columns, bool WithoutRowId = false)
{
    /// <summary>The statement that makes the table.</summary>
    /// <param name="database">"main", which is the file, or "temp", which ends with the connection.</param>
    public string Create(string database = "main") =>
        $"CREATE TABLE {database}.{Name} ({Columns}){(WithoutRowId ? " WITHOUT ROWID" : "")}";
}
