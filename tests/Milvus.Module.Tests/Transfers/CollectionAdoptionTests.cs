using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A transfer that ended between the creation of its target and the record of it never drops what is there.</summary>
public sealed class CollectionAdoptionTests : IDisposable
{
    private const string Copy = "Copy-MilvusCollection docs new -Verify Full";
    private const string Convert = "Convert-MilvusCollection docs new -Verify Full";
    private const string Restore = "Restore-MilvusDatabase ./saved -Collection docs -Rename @{ docs = 'new' } -Verify Full";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public CollectionAdoptionTests()
    {
        _shell.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = New-MilvusPartition docs drafts
            $null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            $null = Backup-MilvusDatabase ./saved
            """,
            _server.Address);
    }

    public static TheoryData<string> Lines => [Copy, Convert, Restore];

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void CollectionAdoption_collection_of_the_earlier_run_is_filled(string line)
    {
        Interrupt(line);
        _shell.Do("Remove-MilvusPartition new drafts -Confirm:$false");

        Assert.Equal(5L, Assert.Single(_shell.Do(line).Output).Properties["RowsCompared"].Value);

        Assert.DoesNotContain("DropCollection", _server.Log.Names);
        Assert.Equal(["_default", "drafts"], _shell.Do("(Get-MilvusPartition new).Name").Texts.Order());
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void CollectionAdoption_rows_of_another_client_stay(string line)
    {
        Interrupt(line);
        _shell.Do("$null = @{ id = 77; vector = 7, 7 } | Add-MilvusEntity new");
        // As Milvus, whose statistics leave out rows that are not flushed.
        _server.Log.Changed["GetCollectionStatistics"] = answer =>
        {
            foreach (var pair in ((GetCollectionStatisticsResponse)answer).Stats)
            {
                pair.Value = "0";
            }
        };

        var ran = _shell.Run(line);

        Assert.Equal(["MilvusAlreadyExists"], ran.ErrorIds);
        Assert.Contains("with 1 row", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["77"], _shell.Do("[string](Get-MilvusEntity new).id").Texts);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void CollectionAdoption_collection_with_other_fields_stays(string line)
    {
        Interrupt(line);
        _shell.Do("Remove-MilvusCollection new -Confirm:$false; $null = New-MilvusCollection new -Dimension 3");

        Assert.Equal(["MilvusAlreadyExists"], _shell.Run(line).ErrorIds);

        Assert.Equal(["3"], _shell.Do("[string]((Get-MilvusField new).Dimension | Where-Object { $_ })").Texts);
    }

    private void Interrupt(string line)
    {
        var before = _server.Log.Count("CreateCollection");
        _server.Log.On<DescribeCollectionRequest, DescribeCollectionResponse>(
            "DescribeCollection",
            (_, request, _) => Task.FromResult(
                request.CollectionName == "new" && _server.Log.Count("CreateCollection") > before
                    ? new DescribeCollectionResponse { Status = new Status { Code = 65535, Reason = "broken" } }
                    : null));
        Assert.Single(_shell.Run(line).ErrorIds);
        Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
        _server.Log.On<DescribeCollectionRequest, DescribeCollectionResponse>("DescribeCollection", _ => null);
    }
}
