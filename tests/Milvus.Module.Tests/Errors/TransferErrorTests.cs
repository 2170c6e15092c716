using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Errors;

/// <summary>The errors of transfers.</summary>
public sealed class TransferErrorTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public TransferErrorTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = 1..10 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
        """,
        _server.Address);

    private string Ledger => _folder.File("copy.ledger");

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Produces("MilvusTransferMismatch")]
    public void Copy_MilvusCollection_rows_that_are_acknowledged_but_lost_are_an_error_with_their_keys()
    {
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => new MutationResult { Status = new(), InsertCnt = 10 });

        var ran = _shell.Run("Copy-MilvusCollection docs copy -LedgerPath $args[0]", Ledger);

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Contains("in 10 rows: keys 1, 2, 3,", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Contains(" are missing.", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Ledger));
    }

    [Fact]
    [Produces("MilvusTransferMismatch")]
    public void Copy_MilvusCollection_too_few_acknowledged_rows_are_an_error_without_verification()
    {
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => new MutationResult { Status = new(), InsertCnt = 9 });

        Assert.Equal(
            ["MilvusTransferMismatch"],
            _shell.Run("Copy-MilvusCollection docs copy -Verify None -LedgerPath $args[0]", Ledger).ErrorIds);
    }

    [Theory]
    [InlineData("MilvusLedgerMismatch", "Copy-MilvusCollection docs other -LedgerPath $args[0]", "target is '")]
    [InlineData(
        "MilvusLedgerMismatch",
        "Copy-MilvusCollection docs copy -Filter 'id > 3' -LedgerPath $args[0]",
        "-Filter is not set in the"
    )]
    [InlineData(
        "MilvusLedgerMismatch",
        "Copy-MilvusCollection docs copy -Partition _default -LedgerPath $args[0]",
        "-Partition is not set"
    )]
    public void Copy_MilvusCollection_ledger_of_another_copy_is_refused(string id, string line, string difference)
    {
        Interrupt();
        var before = File.ReadAllText(Ledger);

        var ran = _shell.Run(line, Ledger);

        Assert.Equal([id], ran.ErrorIds);
        Assert.Contains(difference, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Ledger));
    }

    [Theory]
    [InlineData("a letter to a friend")]
    [InlineData("{\"milvusLedger\":1}\n")]
    [InlineData("{\"milvusLedger\":9,\"kind\":\"copy\",\"plan\":{}}\n")]
    [InlineData("{\"milvusLedger\":1,\"kind\":\"copy\",\"plan\":{}}\nnot a line\n")]
    [Produces("MilvusLedgerMismatch")]
    public void TransferLedger_file_that_is_not_a_ledger_is_refused_and_kept(string text)
    {
        File.WriteAllText(Ledger, text);

        foreach (var force in new[] { "", "-Force" })
        {
            var ran = _shell.Run($"Copy-MilvusCollection docs copy -LedgerPath $args[0] {force}", Ledger);

            Assert.Equal(["MilvusLedgerMismatch"], ran.ErrorIds);
        }

        Assert.Equal(text, File.ReadAllText(Ledger));
        Assert.DoesNotContain("copy", _shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Fact]
    [Produces("MilvusLedgerLocked")]
    public void TransferLedger_that_another_command_has_open_is_refused()
    {
        Interrupt();
        using var open = new FileStream(Ledger, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(["MilvusLedgerLocked"], _shell.Run("Copy-MilvusCollection docs copy -LedgerPath $args[0]", Ledger).ErrorIds);
    }

    private void Interrupt()
    {
        _server.Log.Failing["Insert"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Internal, "told so");
        _server.Log.Failing["Upsert"] = new Grpc.Core.Status(Grpc.Core.StatusCode.Internal, "told so");
        Assert.NotEmpty(_shell.Run("Copy-MilvusCollection docs copy -LedgerPath $args[0]", Ledger).Errors);
        _server.Log.Failing.Clear();
    }
}
