using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;
using Status = Grpc.Core.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A copy that was interrupted continues with the same command.</summary>
public sealed class CopyResumeTests : IDisposable
{
    // Units have at least 1000 rows.
    private const int Rows = 3500;
    private const string Copy = "Copy-MilvusCollection docs copy -BatchSize 125 -Parallel 1 -LedgerPath $args[0] -Verify Full";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public CopyResumeTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = New-MilvusCollection docs -Dimension 2
        $null = 1..$args[1] | ForEach-Object { @{ id = $_; vector = 1, $_; word = "w$_" } } | Add-MilvusEntity docs
        """,
        _server.Address,
        Rows);

    private string Ledger => _folder.File("copy.ledger");

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(28)]
    public void CopyResume_after_a_failed_insert_the_other_units_follow(int insert)
    {
        Interrupt(insert);
        _server.Log.Requests.Clear();

        var result = _shell.Do(Copy, Ledger).Output.Single();

        Assert.Equal([(long)Rows, (long)Rows, (long)Rows], Numbers(result, "RowsAcknowledged", "RowsCounted", "RowsCompared"));
        Assert.False(File.Exists(Ledger));
        // Pages that were acknowledged are not sent again.
        var sent = _server.Log.Requests.Select(call => call.Request).Sum(request => request switch
        {
            InsertRequest inserted => inserted.NumRows,
            UpsertRequest upserted => upserted.NumRows,
            _ => 0L,
        });
        Assert.Equal(Rows - ((insert - 1) * 125), sent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public void CopyResume_ledger_that_a_kill_truncated_continues(int cut)
    {
        Interrupt(20);
        var whole = File.ReadAllBytes(Ledger);
        File.WriteAllBytes(Ledger, whole[..^cut]);

        var result = _shell.Do(Copy, Ledger).Output.Single();

        Assert.Equal([(long)Rows, (long)Rows], Numbers(result, "RowsCounted", "RowsCompared"));
    }

    [Fact]
    public void CopyResume_WhatIf_says_what_is_left_and_changes_nothing()
    {
        Interrupt(20);
        var before = File.ReadAllBytes(Ledger);

        var shown = _shell.Show(Copy.Replace("$args[0]", $"'{Ledger}'", StringComparison.Ordinal) + " -WhatIf");

        Assert.Contains(
            "2,375 rows are transferred, 2 of 3 units are complete, and more are not planned yet", shown, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Ledger));
    }

    [Fact]
    public void CopyResume_rows_that_are_written_to_the_source_meanwhile_are_not_an_error()
    {
        using var other = new ModuleShell();
        other.Do("$null = Connect-Milvus $args[0]", _server.Address);
        // Between the last row and the verification.
        _server.Log.On<LoadCollectionRequest, Milvus.Protocol.Status>("LoadCollection", _ =>
        {
            other.Do(
                """
                $null = @{ id = 1; vector = 9, 9; word = 'changed' }, @{ id = 90000; vector = 9, 9; word = 'new' } | Set-MilvusEntity docs
                $null = Remove-MilvusEntity docs -Id 77 -Confirm:$false
                """);
            return null;
        });

        var result = _shell.Do(Copy, Ledger).Output.Single();

        Assert.Equal([(long)Rows, (long)Rows], Numbers(result, "RowsCounted", "RowsCompared"));
    }

    [Theory]
    [InlineData("99")]
    [InlineData("2")]
    [InlineData("nothing")]
    public void CopyResume_ledger_with_an_unknown_state_is_refused(string state)
    {
        Interrupt(20);
        File.WriteAllText(
            Ledger,
            File.ReadAllText(Ledger).Replace("\"Acknowledged\"", $"\"{state}\"", StringComparison.Ordinal));

        Assert.Equal(["MilvusLedgerMismatch"], _shell.Run(Copy, Ledger).ErrorIds);
    }

    [Fact]
    public void CopyResume_Force_begins_again()
    {
        Interrupt(20);
        _server.Log.Requests.Clear();

        _shell.Do(Copy + " -Force -Confirm:$false", Ledger);

        Assert.Equal(Rows, _server.Log.Requests.Select(call => call.Request).OfType<InsertRequest>().Sum(request => request.NumRows));
        Assert.Contains("DropCollection", _server.Log.Names);
        Assert.Equal((long)Rows, _shell.Do("Get-MilvusEntity copy -OutputField 'count(*)'").Output.Single().Properties["count(*)"].Value);
    }

    [Fact]
    public void CopyResume_target_that_was_replaced_meanwhile_is_refused()
    {
        Interrupt(20);
        _shell.Do("Remove-MilvusCollection copy -Confirm:$false; $null = New-MilvusCollection copy -Dimension 2");

        Assert.Equal(["MilvusLedgerMismatch"], _shell.Run(Copy, Ledger).ErrorIds);
    }

    [Fact]
    public void CopyResume_target_that_is_gone_is_copied_from_the_beginning()
    {
        Interrupt(20);
        _shell.Do("Remove-MilvusCollection copy -Confirm:$false");

        Assert.Equal([(long)Rows], Numbers(_shell.Do(Copy, Ledger).Output.Single(), "RowsCompared"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CopyResume_rows_with_new_keys_are_there_once(bool stored)
    {
        _shell.Do(
            """
            $null = New-MilvusCollection auto -Dimension 2 -AutoId
            $null = 1..2500 | ForEach-Object { @{ vector = 1, $_ } } | Add-MilvusEntity auto
            """);
        // In one case the batch is stored before the connection breaks.
        _server.Log.On<InsertRequest, MutationResult>(
            "Insert",
            number => number == Count() + 6 && !stored ? throw new RpcException(new Status(StatusCode.Unavailable, "told so")) : null);
        _server.Log.Changed["Insert"] = _ =>
        {
            if (stored && _server.Log.Count("Insert") == Count() + 6)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "told so"));
            }
        };
        const string Line = "Copy-MilvusCollection auto autos -NewKey -BatchSize 125 -Parallel 1 -LedgerPath $args[0] -Verify Full";
        Assert.NotEmpty(_shell.Run(Line, Ledger).Errors);
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => null);
        _server.Log.Changed.Clear();

        var result = _shell.Do(Line, Ledger).Output.Single();

        Assert.Equal([2500L, 2500L], Numbers(result, "RowsCounted", "RowsCompared"));
    }

    private int _before = -1;

    private int Count() => _before < 0 ? _before = _server.Log.Count("Insert") - 1 : _before;

    private static IEnumerable<object?> Numbers(System.Management.Automation.PSObject result, params string[] names) =>
        names.Select(name => result.Properties[name].Value);

    // Inserts fail from one on, and so do the upserts that follow them.
    private void Interrupt(int insert)
    {
        var before = _server.Log.Count("Insert");
        var failure = new RpcException(new Status(StatusCode.Internal, "told so"));
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => number >= before + insert ? throw failure : null);
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => throw failure);
        Assert.NotEmpty(_shell.Run(Copy, Ledger).Errors);
        Assert.True(File.Exists(Ledger));
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => null);
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => null);
    }
}
