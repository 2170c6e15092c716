using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A collection that is replaced keeps its rows until the new one is complete, whichever step fails.</summary>
public sealed class ReplacementTests : IDisposable
{
    private const string Restore = "Restore-MilvusDatabase backup -NoRbac -LedgerPath x.ledger";
    private const string Copy = "Copy-MilvusCollection three docs -LedgerPath x.ledger";
    private const string Count =
        "Get-MilvusEntity docs -OutputField 'count(*)' -ConsistencyLevel Strong | ForEach-Object { $_.'count(*)' }";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public ReplacementTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        $null = New-MilvusCollection docs -Dimension 2
        $null = 1..3 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity docs
        New-MilvusAlias current docs
        $null = Backup-MilvusDatabase backup -Collection docs
        $null = Copy-MilvusCollection docs three
        $null = 4..5 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity docs
        """,
        _server.Address,
        _folder.FullName);

    public static TheoryData<string, string, int> Steps
    {
        get
        {
            var steps = new TheoryData<string, string, int>();
            foreach (var line in new[] { Restore, Copy })
            {
                foreach (var call in new[] { "CreateCollection", "Insert", "LoadCollection", "Query", "AlterAlias", "DropCollection" })
                {
                    steps.Add(line, call, 1);
                }

                steps.Add(line, "RenameCollection", 1);
                steps.Add(line, "RenameCollection", 2);
            }

            // The first query of a copy counts the source; later ones read it.
            steps.Add(Copy, "Query", 3);
            return steps;
        }
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Replacement_failed_step_leaves_the_rows_and_the_same_line_continues(string line, string call, int number)
    {
        Fail(call, number);

        Assert.NotEmpty(_shell.Run(line + " -Force -Confirm:$false").Errors);
        Assert.Equal([call is "AlterAlias" or "DropCollection" ? 3L : 5L], _shell.Do(Count).Output.Select(count => count.BaseObject));
        // A command that has made nothing has no ledger. The first query of a copy counts the source.
        var force = File.Exists(_folder.File("x.ledger")) ? string.Empty : " -Force -Confirm:$false";
        var isNothingMade = (call, number) == ("CreateCollection", 1) || (line, call, number) == (Copy, "Query", 1);
        Assert.Equal(!isNothingMade, force.Length == 0);
        _shell.Do($"$null = {line}{force}");
        AssertReplaced();
    }

    [Theory]
    [InlineData(Restore)]
    [InlineData(Copy)]
    public void Replacement_Force_again_discards_what_is_incomplete(string line)
    {
        foreach (var number in new[] { 1, 2 })
        {
            Fail("RenameCollection", number);
            Assert.NotEmpty(_shell.Run(line + " -Force -Confirm:$false").Errors);
        }

        _shell.Do($"$null = {line} -Force -Confirm:$false");

        AssertReplaced();
    }

    [Theory]
    [InlineData(Restore)]
    [InlineData(Copy)]
    public void Replacement_WhatIf_of_the_line_that_continues_says_what_is_replaced(string line)
    {
        Fail("Insert", 1);
        Assert.NotEmpty(_shell.Run(line + " -Force -Confirm:$false").Errors);

        Assert.Contains("it replaces the existing default/docs", _shell.Show(line + " -WhatIf"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Restore)]
    [InlineData(Copy)]
    public void Replacement_Force_keeps_the_old_and_the_new_one_if_another_client_has_taken_the_name(string line)
    {
        Fail("RenameCollection", 2);
        Assert.NotEmpty(_shell.Run(line + " -Force -Confirm:$false").Errors);
        var names = _shell.Do("Get-MilvusCollection").Texts.ToList();
        if (names.Contains("docs"))
        {
            // The name was given back: the state of a process that was killed before that.
            _shell.Do($"Rename-MilvusCollection docs {ReadName("old")}");
        }

        _shell.Do("$null = New-MilvusCollection docs -Dimension 2");
        var before = _shell.Do("Get-MilvusCollection").Texts.Order().ToList();

        Assert.Equal(["MilvusLedgerMismatch"], _shell.Run(line + " -Force -Confirm:$false").ErrorIds);

        Assert.Equal(before, _shell.Do("Get-MilvusCollection").Texts.Order());
    }

    [Theory]
    [InlineData(Restore, "Remove-MilvusEntity $new -Id 2 -Confirm:$false")]
    [InlineData(Copy, "Remove-MilvusEntity $new -Id 2 -Confirm:$false")]
    [InlineData(Copy, "@{ id = 2; vector = 9, 9 } | Set-MilvusEntity three")]
    public void Replacement_rows_that_change_between_verification_and_switch_are_found(string line, string change)
    {
        Fail("RenameCollection", 1);
        Assert.NotEmpty(_shell.Run(line + " -Verify Full -Force -Confirm:$false").Errors);
        _shell.Do("$new = $args[0]; $null = " + change, ReadName("new"));

        Assert.Equal(["MilvusTransferMismatch"], _shell.Run(line + " -Verify Full").ErrorIds);

        Assert.Equal([5L], _shell.Do(Count).Output.Select(count => count.BaseObject));
        Assert.Equal(["docs"], _shell.Do("Get-MilvusAlias current | ForEach-Object Collection").Texts);
    }

    [Theory]
    [InlineData(Restore)]
    [InlineData(Copy)]
    public void Replacement_readers_find_the_old_collection_while_rows_are_verified_again(string line)
    {
        Fail("RenameCollection", 1);
        Assert.NotEmpty(_shell.Run(line + " -Verify Full -Force -Confirm:$false").Errors);
        // The state of a process that was killed between its two renames.
        _shell.Do(
            "Rename-MilvusCollection docs $args[0]; $null = Remove-MilvusEntity $args[1] -Id 2 -Confirm:$false",
            ReadName("old"),
            ReadName("new"));

        Assert.Equal(["MilvusTransferMismatch"], _shell.Run(line + " -Verify Full").ErrorIds);

        Assert.Equal([5L], _shell.Do(Count).Output.Select(count => count.BaseObject));
    }

    [Theory]
    [InlineData(Restore)]
    [InlineData(Copy)]
    public void Replacement_numbers_of_an_earlier_run_are_called_so(string line)
    {
        Fail("AlterAlias", 1);
        Assert.NotEmpty(_shell.Run(line + " -Verify Full -Force -Confirm:$false").Errors);

        var ran = _shell.Do(line + " -Verify Full");

        Assert.Contains(ran.Warnings, warning => warning.Contains("verified before the interruption", StringComparison.Ordinal));
        Assert.Equal([3L], ran.Values("RowsCompared"));
        AssertReplaced();
    }

    private string ReadName(string fact)
    {
        var step = File.ReadLines(_folder.File("x.ledger")).First(text => text.Contains($"\"{fact}\":\"", StringComparison.Ordinal));
        return step.Split($"\"{fact}\":\"")[1].Split('"')[0];
    }

    // Counted from now on.
    private void Fail(string call, int number) => _server.Log.FailingNumbers[call] = _server.Log.Count(call) + number;

    private void AssertReplaced()
    {
        Assert.Equal([3L], _shell.Do(Count).Output.Select(count => count.BaseObject));
        Assert.Equal(["docs", "three"], _shell.Do("Get-MilvusCollection | ForEach-Object Name").Texts.Order());
        Assert.Equal(["docs"], _shell.Do("Get-MilvusAlias current | ForEach-Object Collection").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }
}
