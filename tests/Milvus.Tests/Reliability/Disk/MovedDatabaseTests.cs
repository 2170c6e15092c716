using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>A database has no absolute path and no name of a user as a file name.</summary>
public sealed class MovedDatabaseTests
{
    [Fact]
    [Failure("D8")]
    public void MovedDatabase_in_another_folder_and_under_another_name_has_its_rows()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("docs");
            Engine.Ok(engine.Insert("docs", 2, Longs("id", 1, 2), Vectors("v", 4, new float[8])));
        }

        Directory.CreateDirectory(folder.File("elsewhere"));
        File.Move(folder.File("a.db"), folder.File("elsewhere/b.data"));

        using var moved = new Engine(folder.File("elsewhere/b.data"));
        Engine.Ok(moved.Load("docs"));
        Assert.Equal([1, 2], moved.Keys("docs", "id > 0"));
    }

    [Fact]
    [Failure("D12")]
    public void MovedDatabase_names_that_differ_in_case_are_two_collections_in_one_file()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("Docs");
            engine.CreateLoaded("docs");
            engine.CreateLoaded("CON");
            engine.CreateLoaded(new string('n', 255));
            Engine.Ok(engine.Insert("docs", 1, Longs("id", 1), Vectors("v", 4, new float[4])));
        }

        Assert.Equal(["a.db"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName));
        using var opened = new Engine(folder.File("a.db"));
        Assert.Equal(
            ["CON", "Docs", "docs", new string('n', 255)],
            opened.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames.Order(StringComparer.Ordinal));
        Assert.Equal((0, 1), (opened.Count("Docs"), opened.Count("docs")));
    }

    [Fact]
    [Failure("D12")]
    public void MovedDatabase_path_of_more_than_260_characters_can_be_opened()
    {
        using var folder = new TemporaryFolder();
        var deep = Path.Combine([folder.FullName, .. Enumerable.Repeat(new string('d', 100), 3)]);
        Directory.CreateDirectory(deep);
        using (var engine = new Engine(Path.Combine(deep, "a.db")))
        {
            engine.CreateLoaded("docs");
            Engine.Ok(engine.Insert("docs", 1, Longs("id", 1), Vectors("v", 4, new float[4])));
        }

        using var opened = new Engine(Path.Combine(deep, "a.db"));
        Assert.Equal(1, opened.Count("docs"));
    }
}
