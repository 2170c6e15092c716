using Milvus.Embedded.Errors;
using Milvus.Embedded.Storage;

namespace Milvus.Tests.Storage;

/// <summary>Upgrades of files to a new format, with formats of these tests only.</summary>
public sealed class FormatUpgradeTests : IDisposable
{
    private static readonly FileFormat _old = new(1, [new TableDefinition("notes", "id INTEGER PRIMARY KEY, text TEXT NOT NULL")], []);

    private readonly TemporaryFolder _folder = new();
    private int _runs;
    private Exception? _failure;
    private Action? _interrupt;

    private string FilePath => _folder.File("notes.db");

    /// <summary>The first step adds a column and a table, the second changes the values of the column it added.</summary>
    private FileFormat New => new(3,
    [
        new("notes", "id INTEGER PRIMARY KEY, text TEXT NOT NULL, length INTEGER NOT NULL DEFAULT 0"),
        new("tags", "name TEXT PRIMARY KEY"),
    ],
    [
        new(1, 2, "Notes know their length, and there are tags.", Show2, Write2),
        new(2, 3, "The length counts the end.", view => view.Replace("notes", "SELECT id, text, length + 1 AS length FROM {0}"), Write3),
    ]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FormatUpgrade_file_of_an_earlier_format_is_read_as_one_of_the_present()
    {
        MakeOld("one", "three");
        var before = File.ReadAllBytes(FilePath);
        using (var store = new Store(FilePath, New))
        {
            Assert.Equal(["1 one 4", "2 three 6"], Notes(store));
            Assert.Equal(0, store.Read(sql => sql.Number("SELECT count(*) FROM tags")));
            store.Note(sql => sql.Execute("DELETE FROM notes"));
            Assert.Equal(2, Notes(store).Length);
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal(0, _runs);
    }

    [Fact]
    public void FormatUpgrade_first_write_takes_all_steps_and_the_next_none()
    {
        MakeOld("one", "three");
        using (var store = new Store(FilePath, New))
        {
            store.Write(sql => sql.Execute("INSERT INTO notes VALUES (3, 'new', 100)"));
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
            Assert.Equal(["1 one 4", "2 three 6", "3 new 100"], Notes(store));
            store.Note(sql => sql.Execute("DELETE FROM notes WHERE id = 3"));
            Assert.Equal(["1 one 4", "2 three 6"], Notes(store));
        }

        Assert.Equal(1, _runs);
        Assert.Equal(3, SqliteFile.Format(FilePath));
        Assert.Equal(["notes(id INTEGER, text TEXT, length INTEGER)", "tags(name TEXT)"], SqliteFile.Tables(FilePath));
        using var again = new Store(FilePath, New);
        Assert.Equal(["1 one 4", "2 three 6"], Notes(again));
    }

    [Fact]
    public void FormatUpgrade_file_in_the_middle_takes_the_rest_of_the_steps()
    {
        MakeOld("one");
        using (var store = new Store(FilePath, New with { Number = 2, Steps = [New.Steps[0]] }))
        {
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
            Assert.Equal(["1 one 3"], Notes(store));
        }

        using (var store = new Store(FilePath, New))
        {
            Assert.Equal(["1 one 4"], Notes(store));
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('y')"));
            Assert.Equal(["1 one 4"], Notes(store));
        }

        Assert.Equal(1, _runs);
        Assert.Equal(3, SqliteFile.Format(FilePath));
    }

    [Fact]
    public void FormatUpgrade_step_that_fails_leaves_the_file_old_and_readable_and_is_tried_again()
    {
        MakeOld("one");
        using (var store = new Store(FilePath, New))
        {
            _failure = new IOException("the disk is full");
            Assert.Throws<IOException>(() => store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')")));
            Assert.Equal(["1 one 4"], Notes(store));
        }

        Assert.Equal(1, SqliteFile.Format(FilePath));
        Assert.Equal(["notes(id INTEGER, text TEXT)"], SqliteFile.Tables(FilePath));
        using (var store = new Store(FilePath, New))
        {
            Assert.Throws<IOException>(() => store.Write(_ => { }));
            _failure = null;
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
            Assert.Equal(["1 one 4"], Notes(store));
        }

        Assert.Equal(3, SqliteFile.Format(FilePath));
    }

    [Fact]
    public void FormatUpgrade_write_that_fails_takes_the_upgrade_back()
    {
        MakeOld("one");
        using (var store = new Store(FilePath, New))
        {
            Assert.Throws<InvalidOperationException>(() => store.Write(_ => throw new InvalidOperationException()));
            Assert.Equal(["1 one 4"], Notes(store));
        }

        Assert.Equal(1, SqliteFile.Format(FilePath));
    }

    [Fact]
    [Failure("D2")]
    public void FormatUpgrade_process_that_ends_in_the_middle_of_an_upgrade_leaves_the_file_old()
    {
        MakeOld("one");
        var left = _folder.File("left.db");
        using (var store = new Store(FilePath, New))
        {
            // The current files are what a killed process would leave.
            _interrupt = () =>
            {
                File.Copy(FilePath, left);
                File.Copy(FilePath + "-wal", left + "-wal");
            };
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
        }

        Assert.True(new FileInfo(left + "-wal").Length > 1 << 20, "Nothing of the upgrade was on the disk yet.");

        using (var store = new Store(left, New))
        {
            Assert.Equal(["1 one 4"], Notes(store));
        }

        Assert.Equal(1, SqliteFile.Format(left));
        using (var store = new Store(left, New))
        {
            _interrupt = null;
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
            Assert.Equal(["1 one 4"], Notes(store));
        }

        Assert.Equal(3, SqliteFile.Format(left));
    }

    [Fact]
    public async Task FormatUpgrade_writes_at_the_same_time_upgrade_once()
    {
        MakeOld("one");
        using var store = new Store(FilePath, New);
        using var start = new ManualResetEventSlim();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Factory.StartNew(
            () =>
            {
                start.Wait();
                Assert.Equal("1 one 4", Notes(store)[0]);
                store.Write(sql => sql.Execute("INSERT INTO tags VALUES ($0)", $"tag {writer}"));
            },
            TaskCreationOptions.LongRunning)).ToArray();

        start.Set();
        await Task.WhenAll(writers);

        Assert.Equal(1, _runs);
        Assert.Equal(8, store.Read(sql => sql.Number("SELECT count(*) FROM tags")));
    }

    [Fact]
    public void FormatUpgrade_new_file_has_the_present_format_at_once()
    {
        using (var store = new Store(FilePath, New))
        {
            store.Note(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
            Assert.Equal(1, store.Read(sql => sql.Number("SELECT count(*) FROM tags")));
        }

        Assert.Equal(0, _runs);
        Assert.Equal(3, SqliteFile.Format(FilePath));
    }

    [Fact]
    public void FormatUpgrade_earlier_version_refuses_an_upgraded_file_by_its_number_and_leaves_it_alone()
    {
        MakeOld("one");
        using (var store = new Store(FilePath, New))
        {
            store.Write(sql => sql.Execute("INSERT INTO tags VALUES ('x')"));
        }

        var before = File.ReadAllBytes(FilePath);

        var error = Assert.Throws<EmbeddedDatabaseException>(() => new Store(FilePath, _old).Dispose());

        Assert.Equal(EmbeddedDatabaseException.FormatTooNew, error.ErrorId);
        Assert.Equal($"'{FilePath}' has format 3; this version reads up to 1. It was not changed. Update the module.", error.Message);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0", "format 0")]
    [InlineData("PRAGMA user_version = -5", "format -5")]
    [InlineData("PRAGMA application_id = 7", "another program")]
    public void FormatUpgrade_damaged_header_is_an_error_that_names_it(string damage, string words)
    {
        MakeOld("one");
        SqliteFile.Execute(FilePath, damage);
        var before = File.ReadAllBytes(FilePath);

        var error = Assert.Throws<EmbeddedDatabaseException>(() => new Store(FilePath, New).Dispose());

        Assert.Equal(EmbeddedDatabaseException.Corrupt, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    private static void Show2(FormatView view)
    {
        view.AddMissing([new TableDefinition("tags", "name TEXT PRIMARY KEY")]);
        view.Replace("notes", "SELECT id, text, length(text) AS length FROM {0}");
    }

    private static void Write3(Sql sql) => sql.Execute("UPDATE notes SET length = length + 1");

    private static string[] Notes(Store store)
    {
        List<string> notes = [];
        store.Read(sql =>
        {
            sql.Query("SELECT id || ' ' || text || ' ' || length FROM notes ORDER BY id", [], row => notes.Add(row.GetString(0)));
            return true;
        });
        return [.. notes];
    }

    private void Write2(Sql sql)
    {
        _runs++;
        sql.Execute("ALTER TABLE notes ADD COLUMN length INTEGER NOT NULL DEFAULT 0");
        sql.Execute("UPDATE notes SET length = length(text)");
        sql.Execute("CREATE TABLE tags (name TEXT PRIMARY KEY)");
        if (_failure is not null)
        {
            throw _failure;
        }

        if (_interrupt is not null)
        {
            // More than SQLite caches in memory, so that a part of the transaction is on disk.
            sql.Execute("CREATE TABLE large AS SELECT zeroblob(8000000) AS data");
            sql.Execute("CREATE TABLE larger AS SELECT zeroblob(8000000) AS data");
            _interrupt();
            sql.Execute("DROP TABLE larger");
            sql.Execute("DROP TABLE large");
        }
    }

    private void MakeOld(params string[] texts)
    {
        using var store = new Store(FilePath, _old);
        store.Write(sql =>
        {
            foreach (var text in texts)
            {
                sql.Execute("INSERT INTO notes (text) VALUES ($0)", text);
            }
        });
    }
}
