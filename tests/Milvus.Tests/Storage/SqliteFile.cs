using Microsoft.Data.Sqlite;

namespace Milvus.Tests.Storage;

/// <summary>Reads a database file with SQLite, while no engine has it open.</summary>
internal static class SqliteFile
{
    public static long Format(string path) => Read(path, "PRAGMA user_version").Select(row => (long)row[0]).Single();

    /// <summary>The names of the tables and their columns, as "table(column TYPE, …)".</summary>
    public static string[] Tables(string path) =>
    [
        .. Read(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Select(table =>
            $"{table[0]}({string.Join(", ", Read(path, $"PRAGMA table_info({table[0]})").Select(column => $"{column[1]} {column[2]}"))})"),
    ];

    public static void Execute(string path, string sql) => Read(path, sql);

    private static List<object[]> Read(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
