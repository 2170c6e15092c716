using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A copy that ended between the creation of its target and the record of it never drops what is there.</summary>
public sealed class CopyAdoptionTests : IDisposable
{
    private const string Copy = "Copy-MilvusCollection docs copy -Verify Full";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public CopyAdoptionTests()
    {
        _shell.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusPartition docs drafts
            $null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            """,
            _server.Address);
        _server.Log.On<DescribeCollectionRequest, DescribeCollectionResponse>(
            "DescribeCollection",
            (_, request, _) => Task.FromResult(
                request.CollectionName == "copy" && _server.Log.Count("CreateCollection") == 2
                    ? new DescribeCollectionResponse { Status = new Status { Code = 65535, Reason = "broken" } }
                    : null));
        Assert.Single(_shell.Run(Copy).ErrorIds);
        Assert.True(File.Exists(_folder.File("docs-to-copy.ledger")));
        _server.Log.On<DescribeCollectionRequest, DescribeCollectionResponse>("DescribeCollection", _ => null);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void CollectionAdoption_collection_of_the_earlier_run_is_filled()
    {
        _shell.Do("Remove-MilvusPartition copy drafts -Confirm:$false");

        Assert.Equal(5L, Assert.Single(_shell.Do(Copy).Output).Properties["RowsCompared"].Value);

        Assert.DoesNotContain("DropCollection", _server.Log.Names);
        Assert.Equal(["_default", "drafts"], _shell.Do("(Get-MilvusPartition copy).Name").Texts.Order());
        Assert.False(File.Exists(_folder.File("docs-to-copy.ledger")));
    }

    [Fact]
    public void CollectionAdoption_rows_of_another_client_stay()
    {
        _shell.Do("$null = @{ id = 77; vector = 7, 7 } | Add-MilvusEntity copy");
        // As Milvus, whose statistics leave out rows that are not flushed.
        _server.Log.Changed["GetCollectionStatistics"] = answer =>
        {
            foreach (var pair in ((GetCollectionStatisticsResponse)answer).Stats)
            {
                pair.Value = "0";
            }
        };

        var ran = _shell.Run(Copy);

        Assert.Equal(["MilvusAlreadyExists"], ran.ErrorIds);
        Assert.Contains("with 1 row", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["77"], _shell.Do("[string](Get-MilvusEntity copy).id").Texts);
    }

    [Fact]
    public void CollectionAdoption_collection_with_other_fields_stays()
    {
        _shell.Do("Remove-MilvusCollection copy -Confirm:$false; $null = New-MilvusCollection copy -Dimension 3");

        Assert.Equal(["MilvusAlreadyExists"], _shell.Run(Copy).ErrorIds);

        Assert.Equal(["3"], _shell.Do("[string]((Get-MilvusField copy).Dimension | Where-Object { $_ })").Texts);
    }
}
