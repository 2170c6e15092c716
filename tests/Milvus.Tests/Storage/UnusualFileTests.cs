using System.Diagnostics;
using System.Runtime.Versioning;
using Milvus.Embedded.Errors;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;

namespace Milvus.Tests.Storage;

/// <summary>Files that are not ordinary, not accessible, or change while they are open.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnusualFileTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [UnixFact]
    [Failure("S9")]
    public void UnusualFile_new_files_are_for_their_owner_only()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("new.db"));
        engine.CreateLoaded("c");

        foreach (var end in (string[])["", "-wal", "-owner"])
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder.File("new.db") + end));
        }
    }

    [UnixFact]
    [Failure("S9")]
    public void UnusualFile_owner_that_is_a_link_is_replaced_and_its_target_unchanged()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("victim.txt"), "mine");
        File.CreateSymbolicLink(folder.File("a.db-owner"), folder.File("victim.txt"));

        using (new Engine(folder.File("a.db")))
        {
            Assert.Null(new FileInfo(folder.File("a.db-owner")).LinkTarget);
        }

        Assert.Equal("mine", File.ReadAllText(folder.File("victim.txt")));
    }

    [Fact]
    public void UnusualFile_owner_that_is_a_folder_does_not_matter()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a.db-owner"));

        using var engine = new Engine(folder.File("a.db"));

        engine.CreateLoaded("c");
        Assert.True(Directory.Exists(folder.File("a.db-owner")));
    }

    [UnixFact]
    [Failure("S9")]
    public void UnusualFile_log_that_is_a_link_is_refused_and_its_target_unchanged()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("victim.txt"), "mine");
        File.CreateSymbolicLink(folder.File("a.db-wal"), folder.File("victim.txt"));

        var error = Error(folder.File("a.db"));

        Assert.Equal(EmbeddedDatabaseException.FileNotFound, error.ErrorId);
        Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder.File("victim.txt")));
        Assert.False(File.Exists(folder.File("a.db")));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("SQLite format 3")]
    public void UnusualFile_short_file_is_damaged_and_left_alone(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("short.db"), text);

        Assert.Equal(EmbeddedDatabaseException.Corrupt, Error(folder.File("short.db")).ErrorId);
        Assert.Equal(text, File.ReadAllText(folder.File("short.db")));
    }

    [UnixFact]
    public void UnusualFile_links_that_lead_in_a_circle_are_named()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("a.db"), folder.File("b.db"));
        File.CreateSymbolicLink(folder.File("b.db"), folder.File("a.db"));

        var error = Error(folder.File("a.db"));

        Assert.Equal(EmbeddedDatabaseException.FileNotFound, error.ErrorId);
        Assert.Contains("in a circle", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void UnusualFile_path_through_a_linked_folder_is_the_same_database()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("real/below"));
        Directory.CreateSymbolicLink(folder.File("link"), folder.File("real"));
        using var first = new Engine(folder.File("real/below/a.db"));
        first.CreateLoaded("c");

        using var second = new Engine(folder.File("link/below/a.db"));

        Assert.Equal(["c"], second.Client.ShowCollections(new Protocol.ShowCollectionsRequest()).CollectionNames);
    }

    [UnixFact]
    [Failure("D11")]
    public void UnusualFile_removed_while_it_is_open_refuses_writes_and_still_answers()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("a.db")))
        {
            engine.CreateLoaded("c");
            Engine.Ok(engine.Insert("c", 1, Longs("id", 1), Vectors("v", 4, new float[4])));
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(folder.File("a.db"))!, "a.db*"))
            {
                File.Delete(file);
            }

            var status = engine.Insert("c", 1, Longs("id", 2), Vectors("v", 4, new float[4])).Status;
            Assert.Equal(1000, status.Code);
            Assert.Contains("removed, moved or replaced", status.Reason, StringComparison.Ordinal);
            Assert.Equal([1], engine.Keys("c", "id > 0"));
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder.File("a.db"))!, "a.db*"));
    }

    [UnixFact]
    public void UnusualFile_pipe_is_neither_damaged_nor_waited_for()
    {
        using var folder = new TemporaryFolder();
        using (var made = Process.Start("mkfifo", [folder.File("pipe.db")]))
        {
            made.WaitForExit();
        }

        var error = Error(folder.File("pipe.db"));

        Assert.Equal(EmbeddedDatabaseException.FileNotFound, error.ErrorId);
    }

    [Theory]
    [InlineData(11, EmbeddedDatabaseException.Corrupt)]
    [InlineData(26, EmbeddedDatabaseException.Corrupt)]
    [InlineData(1, EmbeddedDatabaseException.Corrupt)]
    [InlineData(13, EmbeddedDatabaseException.DiskFull)]
    [InlineData(5, EmbeddedDatabaseException.Locked)]
    [InlineData(8, EmbeddedDatabaseException.FileNotFound)]
    [InlineData(14, EmbeddedDatabaseException.FileNotFound)]
    [InlineData(10, EmbeddedDatabaseException.FileNotFound)]
    [InlineData(7, EmbeddedDatabaseException.FileNotFound)]
    public void UnusualFile_codes_of_sqlite_have_one_mapping(int code, string errorId)
    {
        var error = StorageFaults.Explain("x.db", "", new Microsoft.Data.Sqlite.SqliteException("no", code));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains("'x.db'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("D6")]
    [InlineData(28)]
    [InlineData(122)]
    [InlineData(unchecked((int)0x80070070))]
    public void UnusualFile_full_disk_or_quota_is_one_error(int systemError)
    {
        var quota = new DiskQuotaException(systemError, new IOException());

        Assert.Equal(StorageFault.DiskFull, StorageFaults.Find(quota));
        Assert.Equal(7, Statuses.Of(quota).Code);
    }

    private static EmbeddedDatabaseException Error(string path) =>
        Assert.Throws<EmbeddedDatabaseException>(() => new Engine(path).Dispose());
}
