using Grpc.Core;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Control;

/// <summary>Remove-MilvusIndex -Force loads the collection again if possible.</summary>
public sealed class ForcedDropTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public ForcedDropTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusIndex docs id -IndexType STL_SORT
            """,
            _server.Address);
        _server.Log.Names.Clear();
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void ForcedDrop_loaded_again_when_every_vector_still_has_an_index()
    {
        var ran = _shell.Do("Remove-MilvusIndex docs id -Force");

        Assert.Equal(["ReleaseCollection", "DropIndex", "LoadCollection"], _server.Log.Writes);
        Assert.Empty(ran.Warnings);
        Assert.Equal(["Loaded"], _shell.Do("Get-MilvusCollection docs").Values("LoadState"));
    }

    [Fact]
    public void Remove_MilvusIndex_stays_released_with_a_warning_when_a_vector_has_none()
    {
        var ran = _shell.Do("Remove-MilvusIndex docs -Field vector -Force");

        Assert.Equal(["ReleaseCollection", "DropIndex"], _server.Log.Writes);
        Assert.Contains("stays released", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ForcedDrop_loaded_again_when_the_drop_fails()
    {
        _server.Log.Failing["DropIndex"] = new Status(StatusCode.PermissionDenied, "not you");

        var ran = _shell.Run("Remove-MilvusIndex docs vector -Force");

        Assert.Equal(["MilvusPermissionDenied"], ran.ErrorIds);
        Assert.Equal(["ReleaseCollection", "DropIndex", "LoadCollection"], _server.Log.Writes);
        Assert.Equal(["Loaded"], _shell.Do("Get-MilvusCollection docs").Values("LoadState"));
    }

    [Fact]
    public void ForcedDrop_released_collection_is_neither_released_nor_loaded()
    {
        _shell.Do("Dismount-MilvusCollection docs");
        _server.Log.Names.Clear();

        _shell.Do("Remove-MilvusIndex docs vector -Force");

        Assert.Equal(["DropIndex"], _server.Log.Writes);
    }

    [Theory]
    [InlineData("Remove-MilvusIndex docs ''")]
    [InlineData("Remove-MilvusIndex docs '*'")]
    [InlineData("Remove-MilvusIndex docs -Field ''")]
    [InlineData("[Milvus.Index] @{ Collection = 'docs'; Name = '' } | Remove-MilvusIndex")]
    public void Remove_MilvusIndex_nothing_is_dropped_by_an_empty_name_or_a_wildcard(string command)
    {
        Assert.Single(_shell.Run(command).Errors);
        Assert.Empty(_server.Log.Writes);
    }

    [Fact]
    public void Remove_MilvusCollection_one_bad_name_leaves_the_others_running()
    {
        var ran = _shell.Run("Remove-MilvusCollection nowhere, docs -Confirm:$false");

        Assert.Equal(["MilvusCollectionNotFound"], ran.ErrorIds);
        Assert.Equal("nowhere", ran.Errors[0].TargetObject);
        Assert.Equal(System.Management.Automation.ErrorCategory.ObjectNotFound, ran.Errors[0].CategoryInfo.Category);
        Assert.Equal(["DropCollection"], _server.Log.Writes);
    }

    [Fact]
    public void ForcedDrop_exception_can_be_caught_by_its_name()
    {
        var caught = _shell.Do("try { Get-MilvusIndex nowhere -ErrorAction Stop } catch [Milvus.MilvusException] { $_.Exception.ErrorId }");

        Assert.Equal(["MilvusCollectionNotFound"], caught.Output.Select(item => item.ToString()));
    }
}
