using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>What the verifications of an import find, and what they do not claim.</summary>
public sealed class ImportVerifyTests : IDisposable
{
    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public ImportVerifyTests()
    {
        _shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
            $null = New-MilvusCollection docs -Dimension 2
            $fields = (New-MilvusField id VARCHAR -PrimaryKey -MaxLength 20), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusCollection texts -Field $fields -IndexParameter (New-MilvusIndexParameter vector)
            """,
            _server.Address,
            _folder.FullName);
        WriteRows("rows.jsonl", 1, 2, 3);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Key")]
    [InlineData("Full")]
    public void Import_MilvusEntity_Verify_of_a_collection_that_is_not_loaded_sends_no_row(string level)
    {
        _shell.Do("Dismount-MilvusCollection docs");

        var refused = _shell.Run($"Import-MilvusEntity docs rows.jsonl -Verify {level}");

        Assert.Equal(["MilvusCollectionNotLoaded"], refused.ErrorIds);
        Assert.Contains($"-Verify {level} is not possible", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Log.Count("Insert"));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void Import_MilvusEntity_default_of_a_collection_that_is_not_loaded_says_so_in_a_warning()
    {
        _shell.Do("Dismount-MilvusCollection docs");

        var ran = _shell.Do("Import-MilvusEntity docs rows.jsonl");

        Assert.Equal("None", ran.Values("Verified").Single()!.ToString());
        Assert.Contains("are not verified", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Empty(_shell.Do("Import-MilvusEntity docs rows.jsonl -Verify None").Warnings);
    }

    [Fact]
    public void Import_MilvusEntity_file_with_a_refused_row_is_not_verified_in_full()
    {
        File.AppendAllText(_folder.File("rows.jsonl"), "{\"id\":4,\"vector\":[1]}\n");

        var ran = _shell.Run("Import-MilvusEntity docs rows.jsonl -Verify Full");

        Assert.Equal(["MilvusDimensionMismatch"], ran.ErrorIds);
        Assert.Equal([4L, 3L, 3L], new[] { "RowsRead", "RowsSent", "RowsCompared" }.Select(name => ran.Values(name).Single()));
        Assert.Equal("Count", ran.Values("Verified").Single()!.ToString());
        Assert.Equal(
            "1 of 4 rows was refused, so Verified is Count instead of Full. The others are in docs, and were compared. Import the "
                + "corrected rows from a file of their own: the whole file would store the others twice, except with -Upsert.",
            Assert.Single(ran.Warnings));
    }

    [Fact]
    public void Import_MilvusEntity_file_that_ends_early_is_not_verified()
    {
        File.WriteAllText(_folder.File("cut.json"), "[{\"id\":11,\"vector\":[1,2]},{\"id\":12,\"vector\":[1,2]},{\"id\":13,\"vec");

        var ran = _shell.Run("Import-MilvusEntity docs cut.json -Verify Full");

        Assert.Single(ran.Errors);
        Assert.Equal(["None"], ran.Values("Verified").Select(value => value!.ToString()));
        Assert.Contains("2 rows were stored in docs", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        File.AppendAllText(_folder.File("cut.json"), "tor\":[1,2]}]");
        Assert.Empty(_shell.Run("$null = Import-MilvusEntity docs cut.json -Verify Full -Upsert -Force").Errors);
    }

    [Theory]
    [InlineData("Key", "", "Key")]
    [InlineData("Full", "", "Full")]
    [InlineData("Count", "{\"id\":4,\"vector\":[1]}\n", "Count")]
    [InlineData("Full", "{\"id\":4,\"vector\":[1]}\n", "Count")]
    public void Import_MilvusEntity_while_another_client_writes_is_verified_by_its_keys(string level, string refused, string verified)
    {
        File.AppendAllText(_folder.File("rows.jsonl"), refused);
        using var other = new ModuleShell();
        other.Do("$null = Connect-Milvus $args[0]", _server.Address);
        var wrote = false;
        _server.Log.Changed["Insert"] = _ =>
        {
            if (!wrote)
            {
                wrote = true;
                other.Do("$null = @{ id = 99; vector = 1, 1 } | Add-MilvusEntity docs");
            }
        };

        var ran = _shell.Run($"Import-MilvusEntity docs rows.jsonl -Verify {level}");

        Assert.True(wrote);
        Assert.Equal(refused.Length == 0 ? [] : ["MilvusDimensionMismatch"], ran.ErrorIds);
        Assert.Equal([null], ran.Values("RowsCounted"));
        Assert.Equal([3L], ran.Values("RowsCompared"));
        Assert.Equal(verified, ran.Values("Verified").Single()!.ToString());
    }

    [Fact]
    public void Import_MilvusEntity_upsert_that_removes_doubled_rows_compares_the_keys()
    {
        _shell.Do("$null = Import-MilvusEntity docs rows.jsonl; $null = Import-MilvusEntity docs rows.jsonl");

        var ran = _shell.Run("Import-MilvusEntity docs rows.jsonl -Upsert");

        Assert.Empty(ran.Errors);
        Assert.Contains("had 6 rows and has 3, but 3 rows were upserted", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Equal("Key", ran.Values("Verified").Single()!.ToString());
        Assert.Equal([3L], ran.Values("RowsCompared"));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void Import_MilvusEntity_upsert_of_rows_that_exist_compares_the_keys_without_a_warning()
    {
        _shell.Do("$null = Import-MilvusEntity docs rows.jsonl -First 2");

        var ran = _shell.Do("Import-MilvusEntity docs rows.jsonl -Upsert");

        Assert.Empty(ran.Warnings);
        Assert.Equal("Key", ran.Values("Verified").Single()!.ToString());
        Assert.Equal([3L], ran.Values("RowsCompared"));
    }

    [Fact]
    public void Import_MilvusEntity_upsert_of_keys_in_another_partition_too_is_counted()
    {
        _shell.Do(
            """
            $null = New-MilvusPartition docs old
            $null = Import-MilvusEntity docs rows.jsonl -Partition old
            $null = Import-MilvusEntity docs rows.jsonl
            """);

        Assert.Equal("Count", _shell.Do("Import-MilvusEntity docs rows.jsonl -Upsert").Values("Verified").Single()!.ToString());
        Assert.Equal(["MilvusTransferMismatch"], _shell.Run("Import-MilvusEntity docs rows.jsonl -Upsert -Verify Key").ErrorIds);
    }

    [Fact]
    public void Import_MilvusEntity_upserted_rows_that_are_lost_are_an_error_with_their_keys_by_default()
    {
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => new MutationResult { Status = new(), UpsertCnt = 3 });

        var ran = _shell.Run("Import-MilvusEntity docs rows.jsonl -Upsert");

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Contains("in 3 rows: keys 1, 2, 3 are missing", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Import_MilvusEntity_upserted_rows_with_new_keys_are_not_verified_by_keys(string accepts)
    {
        var keys = _shell.Do(
            """
            $null = New-MilvusCollection auto -Dimension 2 -AutoId
            Set-MilvusCollection auto -Property @{ allow_insert_auto_id = $args[0] }
            (1..3 | ForEach-Object { @{ vector = 1, $_ } } | Add-MilvusEntity auto).Id
            """,
            accepts);
        _folder.Write("auto.jsonl", string.Concat(keys.Texts.Select(key => $"{{\"id\":{key},\"vector\":[5,5]}}\n")));

        var ran = _shell.Run("Import-MilvusEntity auto auto.jsonl -Upsert");

        Assert.Empty(ran.Errors);
        Assert.Contains(ran.Warnings, text => text.Contains("not verified", StringComparison.Ordinal));
        Assert.Equal("None", ran.Values("Verified").Single()!.ToString());
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Import-MilvusEntity auto auto.jsonl -Upsert -Verify Full").ErrorIds);
    }

    [Fact]
    public void Import_MilvusEntity_rows_that_are_lost_are_an_error_with_their_keys_by_default()
    {
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => new MutationResult { Status = new(), InsertCnt = 3 });

        var ran = _shell.Run("Import-MilvusEntity docs rows.jsonl");

        Assert.Equal(["MilvusTransferMismatch"], ran.ErrorIds);
        Assert.Contains("in 3 rows: keys 1, 2, 3 are missing", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("3 rows done, which are all", _shell.Show("Import-MilvusEntity docs rows.jsonl -WhatIf"), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MilvusEntity_number_of_refused_rows_is_in_the_result()
    {
        File.AppendAllText(_folder.File("rows.jsonl"), "{\"id\":4,\"vector\":[1]}\n");

        var ran = _shell.Run("Import-MilvusEntity docs rows.jsonl");

        Assert.Single(ran.Errors);
        Assert.Equal([1L], ran.Values("RowsRefused"));
    }

    [Theory]
    [InlineData("{\"id\":1}", "vector")]
    [InlineData("{\"id\":1,\"vector\":[1]}", "dimension")]
    [InlineData("{\"id\":", "line 1")]
    public void Import_MilvusEntity_WhatIf_finds_what_the_import_refuses(string row, string expected)
    {
        _folder.Write("wrong.jsonl", row + "\n");

        var ran = _shell.Run("Import-MilvusEntity docs wrong.jsonl -WhatIf");

        Assert.Contains(expected, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Contains("wrong.jsonl", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Log.Count("Insert"));
    }

    [Fact]
    public void Import_MilvusEntity_WhatIf_warns_of_rows_that_the_import_would_store_twice()
    {
        _shell.Do("$null = Import-MilvusEntity docs rows.jsonl");
        WriteRows("more.jsonl", 1, 4);

        var said = Assert.Single(_shell.Do("Import-MilvusEntity docs rows.jsonl -WhatIf").Warnings);

        Assert.Contains("docs already has a row with the key 1 ", said, StringComparison.Ordinal);
        Assert.Single(_shell.Do("Import-MilvusEntity docs more.jsonl -WhatIf").Warnings);
        foreach (var line in new[] { "rows.jsonl -Upsert", "more.jsonl -Skip 1", "rows.jsonl -Verify None" })
        {
            Assert.Empty(_shell.Do($"Import-MilvusEntity docs {line} -WhatIf").Warnings);
        }

        var real = _shell.Run("Import-MilvusEntity docs rows.jsonl").Warnings;
        Assert.Contains(said, real);
    }

    [Fact]
    public void Import_MilvusEntity_WhatIf_warns_of_positions_that_are_keys_already()
    {
        _shell.Do("Add-MilvusEntity docs @{ id = 0; vector = 1, 2 }; $null = Export-MilvusEntity docs vector.npy -OutputField vector");

        var said = Assert.Single(_shell.Do("Import-MilvusEntity docs vector.npy -WhatIf").Warnings);

        Assert.Contains("has no keys, so the keys are the positions", said, StringComparison.Ordinal);
        Assert.Contains(said, _shell.Run("Import-MilvusEntity docs vector.npy").Warnings);
    }

    [Theory]
    [InlineData("Import-MilvusEntity docs missing.jsonl")]
    [InlineData("Import-MilvusEntity docs missing.jsonl -WhatIf")]
    [InlineData("Import-MilvusEntity docs missing.jsonl, other.csv -Verify Full -WhatIf")]
    [InlineData("Import-MilvusEntity docs -LiteralPath missing.jsonl -Force -Upsert")]
    public void Import_MilvusEntity_of_missing_files_only_says_so(string line)
    {
        var ran = _shell.Run(line);

        Assert.All(ran.ErrorIds, id => Assert.Equal("MilvusFileNotFound", id));
        Assert.NotEmpty(ran.Errors);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void Import_MilvusEntity_WhatIf_refuses_the_ledger_of_another_import()
    {
        _server.Log.On<InsertRequest, MutationResult>("Insert", number => new MutationResult { Status = new(), InsertCnt = 3 });
        Assert.NotEmpty(_shell.Run("Import-MilvusEntity docs rows.jsonl").Errors);

        Assert.Equal(["MilvusLedgerMismatch"], _shell.Run("Import-MilvusEntity docs rows.jsonl -First 2 -WhatIf").ErrorIds);
        Assert.Empty(_shell.Run("Import-MilvusEntity docs rows.jsonl -First 2 -Force -WhatIf").Errors);
    }

    [Fact]
    public void Import_MilvusEntity_columns_of_a_file_without_keys_are_listed_without_them()
    {
        _shell.Do(
            """
            $null = Export-MilvusEntity docs vector.npy -OutputField vector
            $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField n INT64), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusCollection more -Field $fields
            """);

        var ran = _shell.Run("Import-MilvusEntity more vector.npy");

        Assert.Contains("needs: n; its columns: vector.", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows.jsonl", "Key", "keys 1, 2, 3 are doubled")]
    [InlineData("rows.jsonl", "Full", "keys 1, 2, 3 are doubled")]
    [InlineData("vector.npy", "Key", "keys 0, 1, 2 are doubled")]
    public void Import_MilvusEntity_second_time_lists_the_doubled_keys(string file, string level, string expected)
    {
        _shell.Do(
            """
            $null = New-MilvusCollection source -Dimension 2
            $null = 1..3 | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity source
            $null = Export-MilvusEntity source vector.npy -OutputField vector
            $null = Import-MilvusEntity docs $args[0] -Verify Full
            """,
            file);

        var again = _shell.Run($"Import-MilvusEntity docs {file} -Verify {level}");

        Assert.Equal(["MilvusTransferMismatch"], again.ErrorIds);
        Assert.Contains(expected, again.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-Upsert -Force", again.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        var mended = _shell.Do($"Import-MilvusEntity docs {file} -Verify {level} -Upsert -Force");
        Assert.Equal(level, mended.Values("Verified").Single()!.ToString());
        Assert.Equal(3L, _shell.Do("(Measure-MilvusCollection docs -Exact).RowCount").Output.Single().BaseObject);
    }

    [Fact]
    public void Import_MilvusEntity_keys_with_NUL_are_compared()
    {
        _folder.Write(
            "texts.jsonl",
            string.Concat(new[] { "a", "a\\u0000", "a\\u0000b", "\\u0000", "b" }.Select(id => $"{{\"id\":\"{id}\",\"vector\":[1,2]}}\n")));

        var ran = _shell.Do("Import-MilvusEntity texts texts.jsonl -Verify Full");

        Assert.Equal([5L], ran.Values("RowsCompared"));
        Assert.Equal("Full", ran.Values("Verified").Single()!.ToString());
        var again = _shell.Run("Import-MilvusEntity texts texts.jsonl -Verify Key");
        Assert.Contains("differs from", again.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("in 5 rows: keys ", again.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains(" are doubled", again.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("'a\u2400b'", again.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, "rows.jsonl, line 1 to line 3: a row is wrong")]
    [InlineData(2, "rows.jsonl, line 1 to line 2: a row is wrong")]
    [InlineData(1, "rows.jsonl, line 1: a row is wrong")]
    public void Import_MilvusEntity_rows_that_the_server_refuses_are_named(int batch, string expected)
    {
        _server.Log.On<InsertRequest, MutationResult>(
            "Insert", _ => new MutationResult { Status = new Status { Code = 1100, Reason = "a row is wrong" } });

        var ran = _shell.Run($"Import-MilvusEntity docs rows.jsonl -BatchSize {batch}");

        Assert.Contains(expected, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("V5")]
    public void Import_MilvusEntity_Upsert_of_a_key_several_times_keeps_the_last_row()
    {
        _folder.Write("first.jsonl", "{\"id\":1,\"vector\":[1,0]}\n{\"id\":2,\"vector\":[2,0]}\n{\"id\":1,\"vector\":[3,0]}\n");
        _folder.Write("second.jsonl", "{\"id\":2,\"vector\":[4,0]}\n");

        var ran = _shell.Do("Import-MilvusEntity docs first.jsonl, second.jsonl -Upsert -Verify Full");

        Assert.Equal([4L], ran.Values("RowsAcknowledged"));
        Assert.Equal("Full", ran.Values("Verified").Single()!.ToString());
        Assert.Equal(["1 3", "2 4"], _shell.Do("Get-MilvusEntity docs | ForEach-Object { \"$($_.id) $($_.vector[0])\" }").Texts);
    }

    [Fact]
    public void Import_MilvusEntity_interrupted_before_a_repeated_key_continues_with_it()
    {
        _folder.Write("first.jsonl", "{\"id\":1,\"vector\":[1,0]}\n{\"id\":2,\"vector\":[2,0]}\n{\"id\":1,\"vector\":[3,0]}\n");
        var failure = new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Unavailable, "gone"));
        _server.Log.On<UpsertRequest, MutationResult>(
            "Upsert", _ => _server.Log.Count("Upsert") > 1 ? throw failure : null);
        Assert.NotEmpty(_shell.Run("Import-MilvusEntity docs first.jsonl -Upsert").Errors);
        _server.Log.On<UpsertRequest, MutationResult>("Upsert", _ => null);

        var ran = _shell.Do("Import-MilvusEntity docs first.jsonl -Upsert -Verify None");

        Assert.Equal([3L], ran.Values("RowsAcknowledged"));
        Assert.Equal(["1 3", "2 2"], _shell.Do("Get-MilvusEntity docs | ForEach-Object { \"$($_.id) $($_.vector[0])\" }").Texts);
    }

    private void WriteRows(string file, params int[] ids) =>
        _folder.Write(file, string.Concat(ids.Select(id => $"{{\"id\":{id},\"vector\":[{id},1]}}\n")));
}
