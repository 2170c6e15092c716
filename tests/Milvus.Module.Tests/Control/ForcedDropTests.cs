using Grpc.Core;
using Milvus.Module.Tests.Fake;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Control;

/// <summary>Remove-MilvusIndex -Force leaves a collection as loaded as it can be.</summary>
public sealed class ForcedDropTests : IDisposable
{
    private readonly RecordingServer server = new();
    private readonly ModuleShell shell = new();

    public ForcedDropTests()
    {
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusIndex docs id -IndexType STL_SORT
            """,
            server.Address);
        server.Log.Names.Clear();
    }

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Loaded_again_when_every_vector_still_has_an_index()
    {
        var ran = shell.Do("Remove-MilvusIndex docs id -Force");

        Assert.Equal(["ReleaseCollection", "DropIndex", "LoadCollection"], server.Log.Writes);
        Assert.Empty(ran.Warnings);
        Assert.Equal(["Loaded"], shell.Do("Get-MilvusCollection docs").Values("LoadState"));
    }

    [Fact]
    public void Stays_released_with_a_warning_when_a_vector_has_none()
    {
        var ran = shell.Do("Remove-MilvusIndex docs -Field vector -Force");

        Assert.Equal(["ReleaseCollection", "DropIndex"], server.Log.Writes);
        Assert.Contains("stays released", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Loaded_again_when_the_drop_fails()
    {
        server.Log.Failing["DropIndex"] = new Status(StatusCode.PermissionDenied, "not you");

        var ran = shell.Run("Remove-MilvusIndex docs vector -Force");

        Assert.Equal(["MilvusPermissionDenied"], ran.ErrorIds);
        Assert.Equal(["ReleaseCollection", "DropIndex", "LoadCollection"], server.Log.Writes);
        Assert.Equal(["Loaded"], shell.Do("Get-MilvusCollection docs").Values("LoadState"));
    }

    [Fact]
    public void A_released_collection_is_neither_released_nor_loaded()
    {
        shell.Do("Dismount-MilvusCollection docs");
        server.Log.Names.Clear();

        shell.Do("Remove-MilvusIndex docs vector -Force");

        Assert.Equal(["DropIndex"], server.Log.Writes);
    }

    [Theory]
    [InlineData("Remove-MilvusIndex docs ''")]
    [InlineData("Remove-MilvusIndex docs '*'")]
    [InlineData("Remove-MilvusIndex docs -Field ''")]
    [InlineData("[Milvus.Index] @{ Collection = 'docs'; Name = '' } | Remove-MilvusIndex")]
    public void Nothing_is_dropped_by_an_empty_name_or_a_wildcard(string command)
    {
        Assert.Single(shell.Run(command).Errors);
        Assert.Empty(server.Log.Writes);
    }

    [Fact]
    public void One_bad_name_leaves_the_others_running()
    {
        var ran = shell.Run("Remove-MilvusCollection nowhere, docs -Confirm:$false");

        Assert.Equal(["MilvusCollectionNotFound"], ran.ErrorIds);
        Assert.Equal("nowhere", ran.Errors[0].TargetObject);
        Assert.Equal(System.Management.Automation.ErrorCategory.ObjectNotFound, ran.Errors[0].CategoryInfo.Category);
        Assert.Equal(["DropCollection"], server.Log.Writes);
    }

    [Fact]
    public void The_exception_can_be_caught_by_its_name()
    {
        var caught = shell.Do("try { Get-MilvusIndex nowhere -ErrorAction Stop } catch [Milvus.MilvusException] { $_.Exception.ErrorId }");

        Assert.Equal(["MilvusCollectionNotFound"], caught.Output.Select(item => item.ToString()));
    }
}
