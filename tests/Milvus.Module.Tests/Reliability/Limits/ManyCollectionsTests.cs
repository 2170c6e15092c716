using System.Diagnostics;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Reliability.Limits;

/// <summary>A server with 10,000 collections.</summary>
public sealed class ManyCollectionsTests
{
    private const int Count = 10_000;

    [Fact]
    [Failure("L5")]
    public async Task Get_MilvusCollection_of_ten_thousand_names_describes_only_what_is_asked_for()
    {
        await using var server = new RecordingServer();
        server.Log.Answer("ShowCollections", new ShowCollectionsResponse
        {
            Status = new Milvus.Protocol.Status(),
            CollectionNames = { Enumerable.Range(0, Count).Select(number => $"c{number:D5}") },
        });
        using var shell = new ModuleShell();
        shell.Do($"$null = Connect-Milvus {server.Address}");

        var started = Stopwatch.StartNew();
        var completed = shell.Complete("Get-MilvusCollection c0999");
        shell.Run("Test-MilvusCollection c00001; Get-MilvusCollection c00001");

        Assert.Equal(Enumerable.Range(9990, 10).Select(number => $"c{number:D5}").Take(10), completed.Select(text => text.Trim('\'')));
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var described = server.Log.Names.Count(name => name.Contains("DescribeCollection", StringComparison.Ordinal));
        Assert.InRange(described, 1, 5);
    }
}
