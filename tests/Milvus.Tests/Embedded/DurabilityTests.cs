using Milvus.Embedded.Errors;

namespace Milvus.Tests.Embedded;

using Microsoft.Data.Sqlite;
using Milvus.Embedded;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>The stored state of a database file, and errors of files that cannot be opened.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public void Durability_everything_is_there_after_reopening_and_there_is_one_file_when_closed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("all.db");
        using (var engine = new Engine(path))
        {
            engine.CreateLoaded("c", Text());
            Engine.Ok(engine.Insert("c", 3, Longs("id", 1, 2, 3), Vectors("v", 4, new float[12]), Texts("t", "a", "b", "c")));
            Engine.Ok(engine.Delete("c", "id == 2"));
            Engine.Ok(engine.Upsert("c", 1, Longs("id", 3), Vectors("v", 4, new float[4]), Texts("t", "new")));
            Engine.Ok(engine.Client.CreateAlias(new CreateAliasRequest { CollectionName = "c", Alias = "a" }));
            Engine.Ok(engine.Client.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
            Engine.Ok(engine.Create("empty", [Key(), Vector()]));
        }

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        using (var engine = new Engine(path))
        {
            Assert.Equal([1, 3], engine.Keys("c", "id > 0"));
            Assert.Equal([3], engine.Keys("a", "t == \"new\""));
            Assert.Equal(["c", "empty"], engine.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames);
            Assert.Equal(["default", "other"], engine.Client.ListDatabases(new ListDatabasesRequest()).DbNames);
            Assert.Equal("v", engine.DescribeIndex("c").IndexDescriptions.Single().IndexName);
            Assert.Equal(
                4L,
                long.Parse(
                    engine.Client.GetCollectionStatistics(new() { CollectionName = "c" }).Stats[0].Value,
                    System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Durability_released_collection_takes_rows_and_shows_them_when_loaded()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c");
        Engine.Ok(engine.Release("c"));
        Engine.Ok(engine.Insert("c", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8])));
        Engine.Ok(engine.Upsert("c", 1, Longs("id", 2), Vectors("v", 4, 9, 9, 9, 9)));
        Engine.Ok(engine.Load("c"));
        Assert.Equal([1, 2], engine.Keys("c", "id > 0"));
        Assert.Equal(2, engine.Count("c"));
    }

    [Fact]
    [Failure("D7")]
    public void Durability_one_file_is_one_engine_in_a_process()
    {
        using var folder = new TemporaryFolder();
        using var first = new Engine(folder.File("shared.db"));
        using (var second = new Engine(Path.Combine(Path.GetDirectoryName(folder.File("x"))!, ".", "shared.db")))
        {
            second.CreateLoaded("c");
        }

        Assert.Equal(["c"], first.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames);
    }

    [Fact]
    public void Durability_file_that_is_no_database_is_corrupt_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("text.db");
        File.WriteAllText(path, new string('x', 4096));
        Assert.Equal(EmbeddedDatabaseException.Corrupt, Error(path).ErrorId);
        Assert.Equal(new string('x', 4096), File.ReadAllText(path));
    }

    [Fact]
    [Failure("D10")]
    public void Durability_database_of_another_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("foreign.db");
        Execute(path, "CREATE TABLE mine (id INTEGER)");
        Assert.Equal(EmbeddedDatabaseException.Corrupt, Error(path).ErrorId);
    }

    [Fact]
    [Failure("D10")]
    public void Durability_newer_format_is_refused_by_its_number()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("newer.db");
        new Engine(path).Dispose();
        Execute(path, "PRAGMA user_version = 99; UPDATE integrity SET rows = 99 WHERE name = 'format'");
        var error = Error(path);
        Assert.Equal(EmbeddedDatabaseException.FormatTooNew, error.ErrorId);
        Assert.Contains("format 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("D11")]
    public void Durability_missing_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(EmbeddedDatabaseException.FileNotFound, Error(Path.Combine(folder.File("none"), "x.db")).ErrorId);
    }

    [Fact]
    public void Durability_flipped_bit_in_stored_rows_is_noticed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("flip.db");
        using (var engine = new Engine(path))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, 1, 2, 3, 4)));
        }

        Execute(path, "UPDATE chunks SET data = zeroblob(length(data)) WHERE field_id = 101");
        using (var engine = new Engine(path))
        {
            var status = engine.Query("c", "id > 0", ["id"]).Status;
            Assert.Equal(1000, status.Code);
            Assert.Contains("damaged", status.Reason, StringComparison.Ordinal);
        }
    }

    private static EmbeddedDatabaseException Error(string path) =>
        Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(path).Dispose());

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
