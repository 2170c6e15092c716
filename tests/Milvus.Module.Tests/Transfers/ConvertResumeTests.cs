using Milvus.Module.Tests.Hosting;
using Milvus.Testing.Kills;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A conversion that was interrupted continues with the same command, and its aliases move last.</summary>
public sealed class ConvertResumeTests : IDisposable
{
    private const int Rows = 25;
    private const string Line = "Convert-MilvusCollection docs docs2 -BatchSize 5 -Verify Full -Transform $change";
    private const string Change = "$change = { $_.word += '!'; $_ }; ";
    private const string Show = " | ForEach-Object { \"$($_.RowsAcknowledged) $($_.RowsCounted) $($_.RowsCompared)\" }";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public ConvertResumeTests() => _shell.Do(
        Change
            + """
            $null = Connect-Milvus $args[0]
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            $null = New-MilvusCollection docs -Dimension 2
            $null = 1..$args[2] | ForEach-Object { @{ id = $_; vector = $_, 1; word = "w$_" } } | Add-MilvusEntity docs
            New-MilvusAlias current docs
            """,
        _server.Address,
        _folder.FullName,
        Rows);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("CreateCollection", 1, "docs")]
    [InlineData("LoadCollection", 1, "docs")]
    [InlineData("Insert", 1, "docs")]
    [InlineData("Insert", 4, "docs")]
    [InlineData("Query", 4, "docs")]
    [InlineData("AlterAlias", 1, "docs")]
    public void Convert_MilvusCollection_failed_step_continues_and_the_alias_moves_last(string call, int number, string owner)
    {
        Fail(call, number);

        Assert.NotEmpty(_shell.Run(Line).Errors);
        Assert.Equal([owner], _shell.Do("(Get-MilvusAlias current).Collection").Texts);

        Assert.Equal([$"{Rows} {Rows} {Rows}"], _shell.Do(Line + Show).Texts);
        AssertConverted();
    }

    [Fact]
    public void Convert_MilvusCollection_row_that_is_lost_between_verification_and_switch_is_found()
    {
        Fail("AlterAlias", 1);
        Assert.NotEmpty(_shell.Run(Line).Errors);
        _shell.Do("$null = Remove-MilvusEntity docs2 -Id 7 -Confirm:$false");

        Assert.Equal(["MilvusTransferMismatch"], _shell.Run(Line).ErrorIds);

        Assert.Equal(["docs"], _shell.Do("(Get-MilvusAlias current).Collection").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_continues_after_the_ranges_that_are_done()
    {
        _shell.Do("$null = 1..12000 | ForEach-Object { @{ id = 100 + $_; vector = $_, 1; word = 'x' } } | Add-MilvusEntity docs");
        var before = _server.Log.Count("Insert");
        // A range has 10,000 rows.
        Fail("Insert", 12);
        Assert.NotEmpty(_shell.Run(Line.Replace("-BatchSize 5", "-BatchSize 1000", StringComparison.Ordinal)).Errors);
        Assert.Equal(12, _server.Log.Count("Insert") - before);

        Assert.Contains("10,000 rows are transferred, 1 of 2 units are complete", _shell.Show(Line + " -WhatIf"), StringComparison.Ordinal);
        before = _server.Log.Count("Insert");
        Assert.Equal(
            ["12025 12025 12025"],
            _shell.Do(Line.Replace("-BatchSize 5", "-BatchSize 1000", StringComparison.Ordinal) + Show).Texts);

        Assert.Equal(3, _server.Log.Count("Insert") - before);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public async Task Convert_MilvusCollection_killed_continues()
    {
        var stored = new TaskCompletionSource();
        using var killed = new ManualResetEventSlim();
        var before = _server.Log.Count("Insert");
        _server.Log.Changed["Insert"] = _ =>
        {
            if (_server.Log.Count("Insert") == before + 3)
            {
                stored.TrySetResult();
                killed.Wait();
            }
        };

        using (var process = await KillProcess.StartLineAsync(
            $"$null = Connect-Milvus {_server.Address}; $null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}'); "
                + $"{Change}$null = {Line}"))
        {
            Assert.True(await process.KillAsync(stored.Task));
        }

        killed.Set();
        _server.Log.Changed.Clear();
        Assert.Equal([$"{Rows} {Rows} {Rows}"], _shell.Do(Line + Show).Texts);
        AssertConverted();
    }

    [Theory]
    [InlineData("vectr", "Did you mean vector?")]
    [InlineData("nothing", "Its fields are ")]
    public void Convert_MilvusCollection_index_on_a_field_that_is_missing_is_refused_before_anything_is_made(string field, string advice)
    {
        var line = $"Convert-MilvusCollection docs docs2 -IndexParameter (New-MilvusIndexParameter {field} -IndexType FLAT)";
        foreach (var failed in new[] { _shell.Run(line), _shell.Run(line + " -WhatIf") })
        {
            Assert.Equal(["MilvusInvalidArgument"], failed.ErrorIds);
            Assert.Contains($"'{field}' is not a field of docs2", failed.Errors[0].Exception.Message, StringComparison.Ordinal);
            Assert.Contains(advice, failed.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection).Name").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Theory]
    [InlineData("Convert-MilvusCollection docs docs2 -IndexParameter (New-MilvusIndexParameter vector -IndexType HNWS -MetricType L2)")]
    [InlineData("Convert-MilvusCollection docs docs2 -IndexParameter (New-MilvusIndexParameter vector -IndexType HNSW -MetricType L9)")]
    [InlineData("Convert-MilvusCollection docs docs2 -IndexParameter (New-MilvusIndexParameter vector -IndexType HNSW)")]
    public void Convert_MilvusCollection_index_that_the_server_refuses_leaves_nothing_behind(string line)
    {
        var failed = _shell.Run(line);

        var error = Assert.Single(failed.Errors);
        Assert.Contains("No collection was created: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ledger", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection).Name").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
        _shell.Do(
            """
            $index = New-MilvusIndexParameter vector -IndexType HNSW -MetricType L2
            $null = Convert-MilvusCollection docs docs2 -IndexParameter $index
            """);
    }

    [Theory]
    [InlineData("{ $_.word = [double]::Parse('x'); $_ }", "the row of docs with the key 1")]
    [InlineData("{ $_.missing.deeper = 1; $_ }", "the row of docs with the key 1")]
    [InlineData("{ Get-MilvusCollection missing; $_ }", "the row of docs with the key 1")]
    [InlineData("{ if ($_.id -eq 7) { throw 'no' }; $_ }", "the row of docs with the key 7: no")]
    [InlineData("{ $_.vector = 1, 2, 3; $_ }", "the row of docs with the key 1")]
    [InlineData("{ 'text' }", "the row of docs with the key 1")]
    [InlineData("{ $_.id = 1; $_ }", "Two rows for docs2 have the key 1.")]
    [InlineData("{ break }", "the row of docs with the key 1: break, continue and exit")]
    [InlineData("{ if ($_.id -eq 3) { continue }; $_ }", "the row of docs with the key 3: break, continue and exit")]
    [InlineData("{ exit 1 }", "the row of docs with the key 1: break, continue and exit")]
    [InlineData("{ }", "-Transform has returned no row for 25 rows of docs")]
    [InlineData("{ $_.word = 'x' }", "-Transform has returned no row for 25 rows of docs")]
    public void Convert_MilvusCollection_failed_Transform_leaves_nothing_behind(string transform, string expected)
    {
        var failed = _shell.Run($"Convert-MilvusCollection docs docs2 -Transform {transform}");

        Assert.Contains(expected, Assert.Single(failed.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusAlias current).Collection").Texts);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection).Name").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));

        // The corrected command needs no -Force.
        _shell.Do($"$null = {Line}");
        AssertConverted();
    }

    [Fact]
    public void Convert_MilvusCollection_keys_that_differ_only_in_case_keep_their_names()
    {
        _folder.Write("cases.jsonl", """{"id":100,"vector":[1,2],"word":"w","ID":3,"k":1,"K":2}""");
        _shell.Do("$null = Import-MilvusEntity docs cases.jsonl");

        _shell.Do("$null = Convert-MilvusCollection docs docs2 -Verify Full -Transform { $_ }");
        _shell.Do("$null = New-MilvusCollection docs3 -Dimension 2; $null = Get-MilvusEntity docs -Id 100 | Add-MilvusEntity docs3");

        foreach (var name in new[] { "docs2", "docs3" })
        {
            Assert.Equal(
                ["1 2 3"],
                _shell.Do($"Get-MilvusEntity {name} -Id 100 -As Hashtable | ForEach-Object {{ \"$($_['k']) $($_['K']) $($_['ID'])\" }}")
                    .Texts);
        }
    }

    [Fact]
    public void Convert_MilvusCollection_values_without_a_field_are_a_warning()
    {
        var ran = _shell.Run(
            "Convert-MilvusCollection docs docs2 -Schema (New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), "
                + "(New-MilvusField vector FLOAT_VECTOR -Dimension 2))");

        Assert.Contains("are left out: the dynamic keys", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_MilvusCollection_row_that_does_not_fit_the_schema_is_named()
    {
        var failed = _shell.Run(
            "Convert-MilvusCollection docs docs2 -Schema (New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), "
                + "(New-MilvusField vector FLOAT_VECTOR -Dimension 3))");

        Assert.StartsWith(
            "The row of docs with the key 1 does not fit the new schema", failed.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Transform", failed.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusCollection).Name").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void Convert_MilvusCollection_late_failure_of_Transform_continues_or_begins_again_with_Force()
    {
        _shell.Do("$null = 1..12000 | ForEach-Object { @{ id = 100 + $_; vector = $_, 1; word = 'x' } } | Add-MilvusEntity docs");

        var failed = _shell.Run(
            "Convert-MilvusCollection docs docs2 -Transform { if ($_.id -eq 12000) { throw 'no' }; $_.word += '!'; $_ }");

        Assert.Contains("docs2 has 10,000 rows", failed.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("needs -Force", failed.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["docs"], _shell.Do("(Get-MilvusAlias current).Collection").Texts);
        _shell.Do($"$null = {Line} -Force -Confirm:$false");
        Assert.Equal(["docs2"], _shell.Do("(Get-MilvusAlias current).Collection").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_other_Transform_is_refused_and_Force_begins_again()
    {
        Fail("Insert", 2);
        Assert.NotEmpty(_shell.Run(Line).Errors);

        var other = _shell.Run(Line.Replace("$change", "{ $_ }", StringComparison.Ordinal));

        Assert.Equal(["MilvusLedgerMismatch"], other.ErrorIds);
        Assert.Contains("-Transform", other.Errors[0].Exception.Message, StringComparison.Ordinal);
        _shell.Do($"$null = {Line} -Force -Confirm:$false");
        AssertConverted();
    }

    [Fact]
    public void Convert_MilvusCollection_Force_keeps_the_aliases_of_what_it_replaces()
    {
        _shell.Do($"$null = {Line}");

        _shell.Do($"$null = {Line} -Force -Confirm:$false");

        AssertConverted();
    }

    [Theory]
    [InlineData("Insert", 2)]
    [InlineData("RenameCollection", 1)]
    [InlineData("RenameCollection", 2)]
    [InlineData("AlterAlias", 1)]
    public void Convert_MilvusCollection_Force_replaces_only_by_a_verified_collection(string call, int number)
    {
        _shell.Do($"$null = {Line}");
        Fail(call, number);

        Assert.NotEmpty(_shell.Run($"{Line} -Force -Confirm:$false").Errors);
        Assert.Equal((long)Rows, _shell.Do("(Measure-MilvusCollection current -Exact).RowCount").Output.Single().BaseObject);

        // Without -Force, the same line continues.
        Assert.Equal([$"{Rows} {Rows} {Rows}"], _shell.Do(Line + Show).Texts);
        AssertConverted();
    }

    private void Fail(string call, int number) => _server.Log.FailingNumbers[call] = _server.Log.Count(call) + number;

    private void AssertConverted()
    {
        Assert.Equal(["docs2"], _shell.Do("(Get-MilvusAlias current).Collection").Texts);
        Assert.Equal(["docs", "docs2"], _shell.Do("Get-MilvusCollection | ForEach-Object Name").Texts.Order());
        Assert.Equal(
            Enumerable.Range(1, Rows).Select(id => $"{id} w{id}!").Order(),
            _shell.Do("Get-MilvusEntity current | ForEach-Object { \"$($_.id) $($_.word)\" }").Texts.Order());
        Assert.Equal((long)Rows, _shell.Do("(Measure-MilvusCollection docs2 -Exact).RowCount").Output.Single().BaseObject);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }
}
