using Milvus.Embedded;
using Milvus.Embedded.Errors;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Storage;

/// <summary>A copy of a database that is in use is a complete database, or there is no copy.</summary>
public sealed class DatabaseCopyTests
{
    [Fact]
    [Failure("D8")]
    public void DatabaseCopy_of_an_open_database_has_its_answers()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("open.db"));
        DamageTests.Fill(engine);
        var expected = GoldenAnswers.Of(engine);

        Copy(engine, folder.File("copy.db"));

        using var copy = new Engine(folder.File("copy.db"));
        Assert.Equal(expected, GoldenAnswers.Of(copy));
        Assert.Equal(["copy.db", "copy.db-owner", "copy.db-wal", "open.db", "open.db-owner", "open.db-wal"], NamesIn(folder));
    }

    [Fact]
    public void DatabaseCopy_of_a_closed_database_leaves_it_closed_and_equal()
    {
        using var folder = new TemporaryFolder();
        using (var engine = new Engine(folder.File("closed.db")))
        {
            DamageTests.Fill(engine);
        }

        var before = File.ReadAllBytes(folder.File("closed.db"));

        using (var engine = EmbeddedEngine.OpenExisting(folder.File("closed.db")))
        {
            engine.CopyTo(folder.File("copy.db"), replace: false, null, CancellationToken.None);
        }

        Assert.Equal(["closed.db", "copy.db"], NamesIn(folder));
        Assert.Equal(before, File.ReadAllBytes(folder.File("closed.db")));
        using var copy = new Engine(folder.File("copy.db"));
        Assert.Equal(28, copy.Count("docs"));
    }

    [Fact]
    public void DatabaseCopy_of_a_database_in_memory_is_a_file()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        DamageTests.Fill(engine);

        Copy(engine, folder.File("copy.db"));

        using var copy = new Engine(folder.File("copy.db"));
        Assert.Equal(28, copy.Count("docs"));
    }

    [Fact]
    public void DatabaseCopy_of_a_file_of_an_earlier_format_keeps_the_format()
    {
        using var folder = new TemporaryFolder();
        new GoldenFile(2, "catalog").Unpack(folder.File("early.db"));
        using (var engine = EmbeddedEngine.OpenExisting(folder.File("early.db")))
        {
            engine.CopyTo(folder.File("copy.db"), replace: false, null, CancellationToken.None);
        }

        Assert.Equal(2, SqliteFile.Format(folder.File("copy.db")));
        Assert.Equal(2, SqliteFile.Format(folder.File("early.db")));
    }

    [Fact]
    [Failure("D8")]
    public void DatabaseCopy_has_the_rows_that_are_written_meanwhile()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("open.db"));
        DamageTests.Fill(engine);
        FillParts(engine);
        var written = 0;
        engine.BeforePart = () =>
        {
            if (written++ == 0)
            {
                DamageTests.FillLast(engine);
            }
        };

        Copy(engine, folder.File("copy.db"));

        Assert.True(written > 0);
        engine.BeforePart = null;
        using var copy = new Engine(folder.File("copy.db"));
        Assert.Equal(29, copy.Count("docs"));
    }

    [Fact]
    public void DatabaseCopy_that_is_cancelled_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("open.db"));
        DamageTests.Fill(engine);
        File.WriteAllText(folder.File("copy.db"), "mine");
        using var cancelled = new CancellationTokenSource();
        FillParts(engine);
        engine.BeforePart = cancelled.Cancel;

        Assert.Throws<OperationCanceledException>(
            () => engine.Database.CopyTo(folder.File("copy.db"), replace: true, null, cancelled.Token));

        Assert.Equal("mine", File.ReadAllText(folder.File("copy.db")));
        Assert.Equal(["copy.db", "open.db", "open.db-owner", "open.db-wal"], NamesIn(folder));
    }

    [Theory]
    [InlineData("there.db", false, EmbeddedDatabaseException.AlreadyExists)]
    [InlineData("open.db", true, EmbeddedDatabaseException.InvalidTarget)]
    [InlineData("other.db", true, EmbeddedDatabaseException.InvalidTarget)]
    [InlineData("folder", true, EmbeddedDatabaseException.InvalidTarget)]
    [InlineData("missing/copy.db", false, EmbeddedDatabaseException.FileNotFound)]
    public void DatabaseCopy_to_a_name_that_cannot_be_used_is_an_error(string name, bool replace, string errorId)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("folder"));
        File.WriteAllText(folder.File("there.db"), "mine");
        using var engine = new Engine(folder.File("open.db"));
        using var other = new Engine(folder.File("other.db"));

        var error = Assert.Throws<EmbeddedDatabaseException>(
            () => engine.Database.CopyTo(folder.File(name), replace, null, CancellationToken.None));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal("mine", File.ReadAllText(folder.File("there.db")));
        Assert.DoesNotContain(NamesIn(folder), file => file.Contains(".tmp", StringComparison.Ordinal));
    }

    [UnixFact]
    [Failure("D11")]
    public void DatabaseCopy_to_a_folder_that_may_not_be_written_is_an_error()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("open.db"));

        var error = Assert.Throws<EmbeddedDatabaseException>(
            () => engine.Database.CopyTo("/proc/copy.db", replace: false, null, CancellationToken.None));

        Assert.Equal(EmbeddedDatabaseException.FileNotFound, error.ErrorId);
    }

    [UnixFact]
    [Failure("S9")]
    public void DatabaseCopy_can_be_read_by_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("open.db"));

        Copy(engine, folder.File("copy.db"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("copy.db")));
        }
    }

    /// <summary>Adds more pages than a part of a copy has, so that there is a time between two parts.</summary>
    private static void FillParts(Engine engine)
    {
        Engine.Ok(engine.Create("large", [Key(), Vector(dim: 1000)]));
        Engine.Ok(engine.Insert("large", 2000, Longs("id", [.. Enumerable.Range(0, 2000).Select(id => (long)id)]),
            Vectors("v", 1000, new float[2_000_000])));
    }

    private static void Copy(Engine engine, string target) =>
        engine.Database.CopyTo(target, replace: false, null, CancellationToken.None);

    private static string[] NamesIn(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.FullName).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
