using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>What a verification has found stays an error until it is verified again, or the transfer begins again.</summary>
public sealed class FailedVerificationTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);
    private readonly ModuleShell _other = new();

    public FailedVerificationTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            $null = New-MilvusCollection docs -Dimension 2
            """,
            _server.Address,
            _folder.FullName);
        _other.Do("$null = Connect-Milvus $args[0]", _server.Address);
    }

    public void Dispose()
    {
        _other.Dispose();
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Verify None")]
    [InlineData("-Verify Count")]
    [InlineData("-Verify Key")]
    [InlineData("-Verify None -WhatIf")]
    public void FailedVerification_of_an_import_is_repeated_by_a_weaker_one(string weaker)
    {
        _folder.Write("rows.jsonl", "{\"id\":1,\"vector\":[1,0]}\n{\"id\":2,\"vector\":[2,0]}\n");
        _shell.Do("$null = Import-MilvusEntity docs rows.jsonl");
        var failed = _shell.Run("Import-MilvusEntity docs rows.jsonl -Verify Full");
        Assert.Equal(["MilvusTransferMismatch"], failed.ErrorIds);

        var ran = _shell.Run($"Import-MilvusEntity docs rows.jsonl {weaker}");

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Contains(
            $"An earlier run with -Verify Full has found: {failed.Errors[0].Exception.Message}",
            ran.Errors[0].Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("-Verify Full compares", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
        Assert.Equal(["MilvusTransferMismatch"], _shell.Run("Import-MilvusEntity docs rows.jsonl -Verify Full").ErrorIds);
    }

    [Fact]
    public void FailedVerification_of_an_import_ends_when_the_rows_are_right()
    {
        _folder.Write("rows.jsonl", "{\"id\":1,\"vector\":[1,0]}\n{\"id\":2,\"vector\":[2,0]}\n");
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => new MutationResult { Status = new(), InsertCnt = 2 });
        Assert.Equal(["MilvusTransferMismatch"], _shell.Run("Import-MilvusEntity docs rows.jsonl -Verify Full").ErrorIds);
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => null);
        _shell.Do("$null = 1, 2 | ForEach-Object { @{ id = $_; vector = $_, 0 } } | Add-MilvusEntity docs");

        var ran = _shell.Do("Import-MilvusEntity docs rows.jsonl -Verify Full");

        Assert.Equal("Full", ran.Values("Verified").Single()!.ToString());
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void FailedVerification_of_an_import_into_a_released_collection_stays()
    {
        _folder.Write("rows.jsonl", "{\"id\":1,\"vector\":[1,0]}\n");
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => new MutationResult { Status = new(), InsertCnt = 1 });
        Assert.Equal(["MilvusTransferMismatch"], _shell.Run("Import-MilvusEntity docs rows.jsonl").ErrorIds);
        _shell.Do("Dismount-MilvusCollection docs");

        var ran = _shell.Run("Import-MilvusEntity docs rows.jsonl");

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void FailedVerification_of_a_copy_with_new_keys_is_repeated_by_a_weaker_one()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection auto -Dimension 2 -AutoId
            $null = 1..5 | ForEach-Object { @{ vector = 1, $_ } } | Add-MilvusEntity auto
            """);
        WriteOnceAfter("Insert", "$null = @{ vector = 9, 9 } | Add-MilvusEntity autos");
        const string Line = "Copy-MilvusCollection auto autos -NewKey -Verify ";
        Assert.Equal(["MilvusTransferMismatch"], _shell.Run(Line + "Full").ErrorIds);

        foreach (var weaker in new[] { "Count", "None" })
        {
            var ran = _shell.Run(Line + weaker);
            Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
            Assert.Contains("An earlier run with -Verify Full", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Copy-MilvusCollection docs copy")]
    [InlineData("Restore-MilvusDatabase backup -Rename @{ docs = 'copy' }")]
    public void FailedVerification_of_rows_that_can_be_sent_again_is_repeated_by_a_weaker_one(string line)
    {
        _shell.Do(
            "$null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs; $null = Backup-MilvusDatabase backup");
        WriteOnceAfter("Insert", "$null = @{ id = 2; vector = 9, 9 } | Add-MilvusEntity copy");
        var failed = _shell.Run($"{line} -Verify Full");
        Assert.Equal(["MilvusTransferMismatch"], failed.ErrorIds);

        foreach (var weaker in new[] { "", "-Verify None", "-Verify Key", "-WhatIf" })
        {
            var ran = _shell.Run($"{line} {weaker}");
            Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
            Assert.Contains("An earlier run with -Verify Full", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal("Full", _shell.Do($"{line} -Verify Full").Values("Verified").Single()!.ToString());
        Assert.Equal(["5"], _shell.Do("(Measure-MilvusCollection copy -Exact).RowCount").Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Full")]
    public void FailedVerification_of_a_copy_with_new_keys_counts_each_partition(string level)
    {
        _shell.Do(
            """
            $null = New-MilvusCollection auto -Dimension 2 -AutoId
            foreach ($partition in 'a', 'b') {
                $null = New-MilvusPartition auto $partition
                $null = 1..3 | ForEach-Object { @{ vector = 1, $_ } } | Add-MilvusEntity auto -Partition $partition
            }
            """);
        // A row of one partition is missing, and the other has one too many.
        WriteOnceAfter(
            "LoadCollection",
            """
            Get-MilvusEntity autos -Partition a -First 1 | Remove-MilvusEntity -Confirm:$false
            $null = @{ vector = 9, 9 } | Add-MilvusEntity autos -Partition b
            """);

        Assert.Equal(["MilvusTransferMismatch"], _shell.Run($"Copy-MilvusCollection auto autos -NewKey -Verify {level}").ErrorIds);
    }

    [Fact]
    public void FailedVerification_of_a_conversion_is_repeated_by_a_weaker_one()
    {
        _shell.Do(
            """
            $null = 1..5 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity docs
            $null = New-MilvusAlias now docs
            """);
        WriteOnceAfter("Insert", "$null = @{ id = 77; vector = 9, 9 } | Add-MilvusEntity next");
        const string Line = "Convert-MilvusCollection docs next -Verify ";
        Assert.Equal(["MilvusTransferMismatch"], _shell.Run(Line + "Full").ErrorIds);

        foreach (var weaker in new[] { "Count", "None" })
        {
            Assert.Equal(["MilvusTransferMismatch"], _shell.Run(Line + weaker).ErrorIds);
            Assert.Equal(["docs"], _shell.Do("(Get-MilvusAlias now).Collection").Texts);
        }

        Assert.Single(_shell.Do(Line + "Full -Force -Confirm:$false").Output);
    }

    private void WriteOnceAfter(string call, string line)
    {
        var wrote = false;
        _server.Log.Changed[call] = _ =>
        {
            if (!wrote)
            {
                wrote = true;
                _other.Do(line);
            }
        };
    }
}
