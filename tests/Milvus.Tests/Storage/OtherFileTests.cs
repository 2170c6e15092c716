using Milvus.Embedded;
using Milvus.Embedded.Errors;

namespace Milvus.Tests.Storage;

/// <summary>Files that are not databases: they stay as they are.</summary>
public sealed class OtherFileTests
{
    [Theory]
    [Failure("D9")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(5000)]
    public void OtherFile_bytes_that_are_not_a_database_are_refused_and_not_changed(int length)
    {
        using var folder = new TemporaryFolder();
        var bytes = Enumerable.Repeat((byte)'A', length).ToArray();
        File.WriteAllBytes(folder.File("a.db"), bytes);

        var refused = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(folder.File("a.db")));

        Assert.Equal(EmbeddedDatabaseException.Corrupt, refused.ErrorId);
        Assert.Equal(bytes, File.ReadAllBytes(folder.File("a.db")));
    }

    [Theory]
    [Failure("D9")]
    [InlineData("notes\n", "a text file")]
    [InlineData("PK\u0003\u0004", "a file of another program")]
    public void OtherFile_is_named_as_what_it_is(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("notes.txt", content + new string('n', 200));

        var refused = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(path));

        Assert.Equal($"'{path}' is {expected}, not a Milvus database. It was not changed. Give another path.", refused.Message);
        Assert.Equal(EmbeddedDatabaseException.Corrupt, refused.ErrorId);
    }

    [UnixFact]
    public void OtherFile_symbolic_link_to_a_text_file_names_both()
    {
        using var folder = new TemporaryFolder();
        var notes = folder.Write("notes.txt", new string('n', 200));
        var link = File.CreateSymbolicLink(folder.File("a.db"), notes).FullName;

        var refused = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(link));

        Assert.Equal(
            $"'{link}' is a symbolic link to '{notes}'. '{notes}' is a text file, not a Milvus database. It was not changed. "
                + "Give another path.",
            refused.Message);
        Assert.Equal(new string('n', 200), File.ReadAllText(notes));
    }

    [UnixFact]
    public void OtherFile_symbolic_link_that_leads_to_itself_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("a.db"), "a.db");

        var refused = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(folder.File("a.db")));

        Assert.Equal(EmbeddedDatabaseException.FileNotFound, refused.ErrorId);
    }
}
