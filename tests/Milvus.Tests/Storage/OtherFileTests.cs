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

    [UnixFact]
    public void OtherFile_symbolic_link_that_leads_to_itself_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("a.db"), "a.db");

        var refused = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(folder.File("a.db")));

        Assert.Equal(EmbeddedDatabaseException.FileNotFound, refused.ErrorId);
    }
}
