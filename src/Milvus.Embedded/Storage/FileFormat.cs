namespace Milvus.Embedded.Storage;

/// <summary>The format of database files: its number, its tables, and a step from each earlier format to the next.</summary>
/// <remarks>
/// Every change that another version of the engine would misread raises the number and adds a step; docs/file-format.md has the
/// history and the rules.
/// </remarks>
internal sealed record FileFormat(int Number, IReadOnlyList<TableDefinition> Tables, IReadOnlyList<FormatStep> Steps)
{
    /// <summary>The number of the first format.</summary>
    public const int First = 1;

    /// <summary>The format that new files have, and older ones get with their first write.</summary>
    public static FileFormat Present { get; } = new(2, Storage.DatabaseTables.All,
    [
        new(First, 2,
            "Every file has every table. Early builds made files without users, snapshots, resource groups and imports.",
            view => view.AddMissing(LaterTables),
            sql => sql.CreateMissing(LaterTables)),
    ]);

    private static IReadOnlyList<TableDefinition> LaterTables =>
        [.. AccessTables.Tables, .. SnapshotTables.Tables, .. ResourceGroupTables.Tables, .. ImportTables.Tables];

    /// <summary>The steps that a file of a format has before it.</summary>
    public IEnumerable<FormatStep> StepsFrom(int number) => Steps.Where(step => step.From >= number).OrderBy(step => step.From);
}
