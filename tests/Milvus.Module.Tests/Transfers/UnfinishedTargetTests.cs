using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;
using Status = Grpc.Core.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A target that an unfinished transfer has left is named as such when another command finds it.</summary>
public sealed class UnfinishedTargetTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public UnfinishedTargetTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        foreach ($name in 'docs', 'others') {
            $null = New-MilvusCollection $name -Dimension 2
            $null = 1..30 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity $name
        }
        $null = Backup-MilvusDatabase ./backup -Collection docs
        """,
        _server.Address,
        _folder.FullName);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Copy-MilvusCollection docs target", "Copy-MilvusCollection others target", "copy")]
    [InlineData("Copy-MilvusCollection docs target", "Copy-MilvusCollection docs target -LedgerPath other.ledger", "copy")]
    [InlineData("Convert-MilvusCollection docs target", "Convert-MilvusCollection others target", "conversion")]
    [InlineData("Convert-MilvusCollection docs target", "Copy-MilvusCollection others target", "conversion")]
    [InlineData("Copy-MilvusCollection docs target", "Restore-MilvusDatabase ./backup -Rename @{ docs = 'target' }", "copy")]
    [InlineData("Restore-MilvusDatabase ./backup -Rename @{ docs = 'target' }", "Copy-MilvusCollection others target", "restore")]
    public void TransferLedger_of_an_unfinished_target_is_in_the_error_of_another_command(string first, string next, string kind)
    {
        FailInserts(isFailing: true);
        Assert.NotEmpty(_shell.Run(first).Errors);
        FailInserts(isFailing: false);
        var ledger = Directory.GetFiles(_folder.FullName, "*.ledger").Single();

        var failed = _shell.Run(next);

        Assert.Equal(["MilvusAlreadyExists"], failed.ErrorIds);
        Assert.Contains(
            $"exists already, and may be incomplete: '{ledger}' is the ledger of an unfinished {kind} of ",
            failed.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Run the command of that ledger again to continue it",
            failed.Errors[0].ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Single(_shell.Do(first).Output);
        Assert.DoesNotContain("incomplete", _shell.Run(next).Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    private void FailInserts(bool isFailing)
    {
        var failure = new RpcException(new Status(StatusCode.Internal, "told so"));
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => isFailing ? throw failure : null);
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => isFailing ? throw failure : null);
    }
}
