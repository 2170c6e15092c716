namespace Milvus.Embedded.Storage;

/// <summary>
/// The table that shows damage of the others: a count and a sum of the rows of each table, the number of the format, and whether a log
/// belongs to the file.
/// </summary>
internal static class IntegrityTable
{
    /// <summary>The name of the table.</summary>
    public const string Name = "integrity";

    /// <summary>
    /// The number of rows of a table that its owner has changed with another program. The next write computes the sum again.
    /// </summary>
    public const long Unknown = -1;

    /// <summary>The row with the number of the format, which the header has, too.</summary>
    public const string FormatName = "format";

    /// <summary>The row that says whether the file is incomplete without its log.</summary>
    public const string LogName = "log";

    /// <summary>The table of checks.</summary>
    public static IReadOnlyList<TableDefinition> Tables { get; } =
    [
        new(Name, "name TEXT PRIMARY KEY, rows INTEGER NOT NULL, sum INTEGER NOT NULL", WithoutRowId: true, Sum: TableSum.None),
    ];

    /// <summary>Whether files of a format have the table.</summary>
    public static bool IsIn(FileFormat format) => format.Tables.Any(table => table.Name == Name);

    public static void SetSum(this Sql sql, string name, long rows, long sum) =>
        sql.Execute($"INSERT OR REPLACE INTO {Name} VALUES ($0, $1, $2)", name, rows, sum);

    public static Dictionary<string, (long Rows, long Sum)> ReadSums(this Sql sql)
    {
        var sums = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        sql.Query($"SELECT name, rows, sum FROM main.{Name}", [], row => sums[row.GetString(0)] = (row.GetInt64(1), row.GetInt64(2)));
        return sums;
    }

    public static void SetFormat(this Sql sql, int number) => sql.SetSum(FormatName, number, 0);

    public static long ReadFormat(this Sql sql) => sql.Number($"SELECT rows FROM main.{Name} WHERE name = $0", FormatName);

    public static void SetHasLog(this Sql sql, bool hasLog) => sql.SetSum(LogName, hasLog ? 1 : 0, 0);

    public static bool HasLog(this Sql sql) => sql.Number($"SELECT rows FROM main.{Name} WHERE name = $0", LogName) != 0;
}
