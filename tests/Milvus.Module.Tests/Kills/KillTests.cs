using Milvus.Testing.Kills;

namespace Milvus.Module.Tests.Kills;

/// <summary>A few kills of transfers; the benchmark kills has a hundred.</summary>
public sealed class KillTests
{
    private const int Rows = 4000;
    private const int Kills = 2;

    [Theory]
    [InlineData("copy")]
    public async Task Copy_MilvusCollection_that_is_killed_continues_until_it_is_equal(string name)
    {
        using var folder = new TemporaryFolder();
        await KillRun.PrepareAsync(folder.FullName, Rows);
        var (server, address) = await KillProcess.StartServerAsync(folder.File("target.db"));
        using var running = server;
        var operation = KillOperation.All.Single(item => item.Name == name);

        var result = await new KillRun(folder.FullName, address, new Random(1)).RunAsync(operation, Kills, CancellationToken.None);

        Assert.Empty(result.Failures);
        Assert.Equal(Kills, result.Kills);
    }
}
