using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;
using Status = Grpc.Core.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>What a transfer that failed says about its ledger, and which files are no ledgers.</summary>
public sealed class LedgerAdviceTests : IDisposable
{
    private const string Copy = "Copy-MilvusCollection docs copy -LedgerPath this.ledger";

    // What a write without a ledger recommends.
    private const string Advice = "Check whether the rows exist";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public LedgerAdviceTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = 1..30 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            """,
            _server.Address,
            _folder.FullName);
        _folder.Write("rows.jsonl", string.Concat(Enumerable.Range(50, 9).Select(id => $"{{\"id\":{id},\"vector\":[{id},0]}}\n")));
    }

    private string Ledger => _folder.File("this.ledger");

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Insert", 0, Copy)]
    [InlineData("Insert", 1, "Import-MilvusEntity docs ./rows.jsonl -BatchSize 3 -LedgerPath this.ledger")]
    [InlineData("Insert", 0, "Convert-MilvusCollection docs copy -LedgerPath this.ledger")]
    public void TransferLedger_of_a_transfer_that_failed_is_in_the_advice(string call, int successes, string command)
    {
        var before = _server.Log.Count(call);
        Fail(number => number > before + successes);

        var failed = _shell.Run(command);

        Assert.EndsWith(
            $"The ledger '{Ledger}' has what is done: the same command continues, and -Force begins again.",
            Assert.Single(failed.Errors).ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Fail(_ => false);
        Assert.Single(_shell.Do(command).Output);
        Assert.False(File.Exists(Ledger));
    }

    [Theory]
    [InlineData(Copy)]
    [InlineData("Import-MilvusEntity docs ./rows.jsonl -BatchSize 3 -LedgerPath this.ledger")]
    public void TransferLedger_of_rows_whose_fate_is_unknown_is_the_only_advice(string command)
    {
        var lost = new RpcException(new Status(StatusCode.Unavailable, "lost"));
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => throw lost);
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => throw lost);

        var alone = Assert.Single(_shell.Run("Add-MilvusEntity docs @{ id = 99; vector = 1, 2 }").Errors);
        var error = Assert.Single(_shell.Run(command).Errors);

        Assert.Contains(Advice, alone.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(Advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("before you repeat", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("the same command continues", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void TransferLedger_is_not_in_the_advice_of_an_error_before_the_first_row()
    {
        var failed = _shell.Run("Copy-MilvusCollection docs docs2 -Filter 'nothing ==' -LedgerPath this.ledger");

        Assert.DoesNotContain("ledger", Assert.Single(failed.Errors).ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void TransferLedger_that_is_an_empty_file_begins_with_a_warning_and_is_removed()
    {
        _folder.Write("this.ledger", string.Empty);
        _shell.Do(Copy + " -WhatIf");
        Assert.Contains($", with the empty file '{Ledger}' as its ledger", _shell.Screen.Text, StringComparison.Ordinal);

        var ran = _shell.Do(Copy);

        Assert.Contains($"The file '{Ledger}' is empty. It becomes the ledger", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public void TransferLedger_that_is_an_empty_file_stays_if_the_copy_is_refused()
    {
        _folder.Write("this.ledger", string.Empty);
        _shell.Do("$null = New-MilvusCollection copy -Dimension 2");

        Assert.Equal(["MilvusAlreadyExists"], _shell.Run(Copy).ErrorIds);
        Assert.Equal(0, new FileInfo(Ledger).Length);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"milvus")]
    [InlineData("my notes")]
    [InlineData("\n")]
    public void TransferLedger_that_is_a_file_of_the_user_is_never_overwritten(string text)
    {
        _folder.Write("this.ledger", text);

        foreach (var command in (string[])[Copy, Copy + " -Force -Confirm:$false"])
        {
            Assert.Equal(["MilvusLedgerMismatch"], _shell.Run(command).ErrorIds);
            Assert.Equal(text, File.ReadAllText(Ledger));
        }
    }

    private void Fail(Func<int, bool> fails)
    {
        var failure = new RpcException(new Status(StatusCode.Internal, "told so"));
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => fails(number) ? throw failure : null);
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => fails(int.MaxValue) ? throw failure : null);
    }
}
