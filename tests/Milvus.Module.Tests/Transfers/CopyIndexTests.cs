using Milvus.Module.Tests.Backends;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A copy that was interrupted after its index was created continues, also where an index cannot be created twice.</summary>
public sealed class CopyIndexTests
{
    public static TheoryData<Backend> All => Backend.All;

    [Theory]
    [MemberData(nameof(All))]
    public void CollectionBuilding_index_of_an_earlier_run_is_kept(Backend backend)
    {
        using var source = new RecordingServer();
        using var world = new BackendShell(backend, width: 400);
        using var folder = new TemporaryFolder();
        world.Shell.Runspace.SessionStateProxy.Path.SetLocation(folder.FullName);
        var name = world.NewName("copy");
        world.Shell.Do(
            """
            $name = $args[1]
            $target = Get-MilvusConnection
            $source = Connect-Milvus $args[0] -Name source
            $null = New-MilvusCollection docs -Dimension 2
            $null = 1..50 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            function transfer { Copy-MilvusCollection docs $name -Connection $source -TargetConnection $target -Verify Full }
            $null = transfer
            Remove-MilvusCollection $name -Connection $target -Confirm:$false
            """,
            source.Address,
            name);
        // The last read of the source verifies the rows, when the index exists.
        var reads = source.Log.Count("Query");
        source.Log.On<QueryRequest, QueryResults>(
            "Query", number => number == 2 * reads ? new QueryResults { Status = new Status { Code = 65535, Reason = "broken" } } : null);
        Assert.Single(world.Shell.Run("transfer").ErrorIds);
        Assert.Single(world.Shell.Do("Get-MilvusIndex $name -Connection $target").Output);

        var ran = world.Shell.Do("transfer");

        Assert.Equal(50L, Assert.Single(ran.Output).Properties["RowsCompared"].Value);
        Assert.Single(world.Shell.Do("Get-MilvusIndex $name -Connection $target").Output);
        world.Shell.Do("Remove-MilvusCollection $name -Connection $target -Confirm:$false; $null = Use-MilvusConnection $target");
    }
}
