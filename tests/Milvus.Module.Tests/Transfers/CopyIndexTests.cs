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

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_index_parameters_are_copied_or_a_warning_says_that_they_are_not(Backend backend)
    {
        using var world = new BackendShell(backend, width: 400);
        var (name, copy) = (world.NewName("index"), world.NewName("copy"));
        var ran = world.Shell.Run(
            """
            $index = New-MilvusIndexParameter v -IndexType IVF_FLAT -MetricType L2 -Parameter @{ nlist = 64 }
            $null = New-MilvusCollection $args[0] -IndexParameter $index -Field (
                New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR -Dimension 2)
            $null = Copy-MilvusCollection $args[0] $args[1] -SchemaOnly
            (Get-MilvusIndex $args[1]).Parameter['nlist']
            """,
            name,
            copy);

        Assert.Empty(ran.Errors);
        if (backend.Name == "lite")
        {
            Assert.Contains($"those of {name} on v get default values", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty(ran.Warnings);
            Assert.Equal(["64"], ran.Texts);
        }
    }
}
