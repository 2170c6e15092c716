namespace Milvus.Embedded.Storage;

/// <summary>The format of database files: its number, its tables, and the steps between successive formats.</summary>
/// <remarks>
/// A change that another version of the engine would misread requires a new number and a step. docs/file-format.md has the history and the
/// rules.
/// </remarks>
internal sealed record FileFormat(int Number, IReadOnlyList<TableDefinition> Tables, IReadOnlyList<FormatStep> Steps)
{
    /// <summary>The number of the first format.</summary>
    public const int First = 1;

    /// <summary>The current format. New files have it, and older files get it with their first write.</summary>
    public static FileFormat Present { get; } = new(3, Storage.DatabaseTables.All,
    [
        new(First, 2,
            "Every file has every table. Early builds made files without users, snapshots, resource groups and imports.",
            view => view.AddMissing(LaterTables),
            sql => sql.CreateMissing(LaterTables)),
        new(2, 3,
            "Every table has a count and a sum of its rows, and a file says whether a log belongs to it (table integrity).",
            view => view.AddMissing(IntegrityTable.Tables),
            sql => sql.CreateMissing(IntegrityTable.Tables)),
    ]);

    private static IReadOnlyList<TableDefinition> LaterTables =>
        [.. AccessTables.Tables, .. SnapshotTables.Tables, .. ResourceGroupTables.Tables, .. ImportTables.Tables];

    /// <summary>The steps that upgrade a file of a format.</summary>
    public IEnumerable<FormatStep> StepsFrom(int number) => Steps.Where(step => step.From >= number).OrderBy(step => step.From);
}
