namespace Milvus.Embedded.Storage;

/// <summary>The tables of a database file. docs/file-format.md says what their columns are.</summary>
internal static class DatabaseTables
{
    /// <summary>Every table of the present format.</summary>
    public static IReadOnlyList<TableDefinition> All { get; } =
    [
        .. CatalogTables.Tables, .. RowTables.Tables, .. AccessTables.Tables, .. SnapshotTables.Tables, .. ResourceGroupTables.Tables,
        .. ImportTables.Tables,
    ];
}
