using System.Text;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Transfers;

/// <summary>The default names of ledgers, which consist of the names of what is transferred.</summary>
public sealed class LedgerNameTests
{
    [Theory]
    [InlineData(255, 255)]
    [InlineData(200, 200)]
    [InlineData(100, 90)]
    public void LedgerPlace_long_names_of_collections_have_ledgers_of_their_own(int source, int target)
    {
        using var server = new RecordingServer();
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell();
        var (from, to) = (new string('s', source), new string('t', target));
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            $null = New-MilvusCollection $args[2] -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity $args[2]
            """,
            server.Address,
            folder.FullName,
            from);
        server.Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", _ => new() { Status = new() { Code = 1, Reason = "no" } });
        foreach (var name in new[] { to, to[..^1] + "x" })
        {
            Assert.NotEmpty(shell.Run("Copy-MilvusCollection $args[0] $args[1]", from, name).Errors);
        }

        var ledgers = Directory.GetFiles(folder.FullName, "*.ledger");
        Assert.Equal(2, ledgers.Length);
        Assert.All(ledgers, path => Assert.True(Encoding.UTF8.GetByteCount(Path.GetFileName(path)) <= 255));
        server.Log.On<Protocol.InsertRequest, Protocol.MutationResult>("Insert", _ => null);
        Assert.Equal(["1"], shell.Do("(Copy-MilvusCollection $args[0] $args[1]).RowsCounted", from, to).Texts);
    }
}
