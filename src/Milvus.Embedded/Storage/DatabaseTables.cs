namespace Milvus.Embedded.Storage;

/// <summary>The tables of a database file. docs/file-format.md describes their columns.</summary>
internal static class DatabaseTables
{
    /// <summary>All tables of the current format.</summary>
    public static IReadOnlyList<TableDefinition> All { get; } =
    [
        .. CatalogTables.Tables, .. RowTables.Tables, .. AccessTables.Tables, .. SnapshotTables.Tables, .. ResourceGroupTables.Tables,
        .. ImportTables.Tables, .. IntegrityTable.Tables,
    ];
}
