using Grpc.Core;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;
using Milvus.Testing.Kills;
using Status = Grpc.Core.Status;

namespace Milvus.Module.Tests.Transfers;

/// <summary>An import of a single request that was interrupted continues with the same command, and stores each row once.</summary>
public sealed class ImportResumeTests : IDisposable
{
    private const int Rows = 10;
    private const string OwnKeys = "own";
    private const string ServerKeys = "server";
    private const string AcceptedKeys = "accepted";

    private readonly RecordingServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new(width: 400);

    public ImportResumeTests() => _shell.Do(
        """
        $null = Connect-Milvus $args[0]
        $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])
        $null = New-MilvusCollection source -Dimension 2
        $null = 1..$args[2] | ForEach-Object { @{ id = 100 + $_; vector = $_, 1 } } | Add-MilvusEntity source
        $id = New-MilvusField id INT64 -PrimaryKey -AutoId
        $vector = New-MilvusField vector FLOAT_VECTOR -Dimension 2
        $index = New-MilvusIndexParameter vector
        $null = New-MilvusCollection own -Dimension 2
        $null = New-MilvusCollection server -Field $id, $vector -IndexParameter $index
        $null = New-MilvusCollection accepted -Field $id, $vector -IndexParameter $index -Property @{ allow_insert_auto_id = $true }
        """,
        _server.Address,
        _folder.FullName,
        Rows);

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var file in new[] { "rows.jsonl", "rows.csv", "rows.parquet", "rows.npy" })
            {
                cases.Add(file, OwnKeys, "stored");
                cases.Add(file, ServerKeys, "stored");
            }

            foreach (var keys in new[] { OwnKeys, ServerKeys, AcceptedKeys })
            {
                cases.Add("rows.jsonl", keys, "lost");
                cases.Add("rows.jsonl", keys, "acknowledged");
            }

            cases.Add("rows.jsonl", AcceptedKeys, "stored");
            return cases;
        }
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Import_MilvusEntity_interrupted_small_file_continues(string file, string keys, string point)
    {
        Export(file);
        var line = Line(keys, file);
        var failure = CreateFailure(StatusCode.Unavailable);
        var before = _server.Log.Count("Insert");
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => point == "lost" ? throw failure : null);
        _server.Log.Changed["Insert"] = _ =>
        {
            if (point == "stored")
            {
                throw failure;
            }
        };
        _server.Log.On<QueryRequest, QueryResults>(
            "Query",
            _ => point == "acknowledged" && _server.Log.Count("Insert") > before ? throw CreateFailure(StatusCode.Internal) : null);

        Assert.NotEmpty(_shell.Run(line).Errors);

        Assert.Single(Directory.GetFiles(_folder.FullName, "*.ledger"));
        _server.Log.On<InsertRequest, MutationResult>("Insert", _ => null);
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);
        _server.Log.Changed.Clear();
        var result = _shell.Do(line).Output.Single();
        Assert.Equal([10L, 10L], [result.Properties["RowsAcknowledged"].Value, result.Properties["RowsCounted"].Value]);
        AssertStoredOnce(file, keys);
    }

    [Theory]
    [InlineData("rows.npy", OwnKeys, true)]
    [InlineData("rows.csv", ServerKeys, false)]
    public async Task Import_MilvusEntity_killed_after_rows_were_stored_continues(string file, string keys, bool acknowledged)
    {
        Export(file);
        var line = Line(keys, file);
        var stored = new TaskCompletionSource();
        using var killed = new ManualResetEventSlim();
        var before = _server.Log.Count("Insert");
        if (acknowledged)
        {
            _server.Log.On<QueryRequest, QueryResults>("Query", async (_, _, context) =>
            {
                if (_server.Log.Count("Insert") > before)
                {
                    stored.TrySetResult();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                }

                return null;
            });
        }
        else
        {
            _server.Log.Changed["Insert"] = _ =>
            {
                stored.TrySetResult();
                killed.Wait();
            };
        }

        using (var process = await KillProcess.StartLineAsync(
            $"$null = Connect-Milvus {_server.Address}; "
                + $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}'); $null = {line}"))
        {
            Assert.True(await process.KillAsync(stored.Task));
        }

        killed.Set();
        _server.Log.Changed.Clear();
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);
        var inserted = _server.Log.Count("Insert");
        _shell.Do($"$null = {line}");
        AssertStoredOnce(file, keys);
        Assert.Equal(inserted, _server.Log.Count("Insert"));
    }

    [Fact]
    public void Import_MilvusEntity_verified_by_nothing_with_keys_of_the_server_continues()
    {
        Export("rows.jsonl");
        _server.Log.Changed["Insert"] = _ => throw CreateFailure(StatusCode.Unavailable);
        Assert.Equal(["MilvusWriteOutcomeUnknown"], _shell.Run(Line(ServerKeys, "rows.jsonl") + " -Verify None").ErrorIds);
        _server.Log.Changed.Clear();

        _shell.Do($"$null = {Line(ServerKeys, "rows.jsonl")} -Verify None");

        AssertStoredOnce("rows.jsonl", ServerKeys);
    }

    [Fact]
    public void Import_MilvusEntity_upsert_with_keys_of_the_server_is_not_repeated()
    {
        _shell.Do("$null = 1..10 | ForEach-Object { @{ vector = $_, 1 } } | Add-MilvusEntity server");
        _shell.Do("$null = Export-MilvusEntity server rows.jsonl -OutputField id, vector");
        _server.Log.Changed["Upsert"] = _ => throw CreateFailure(StatusCode.Unavailable);
        Assert.Equal(["MilvusWriteOutcomeUnknown"], _shell.Run("Import-MilvusEntity server rows.jsonl -Upsert").ErrorIds);
        _server.Log.Changed.Clear();

        var again = _shell.Run("Import-MilvusEntity server rows.jsonl -Upsert");

        Assert.Equal(["MilvusTransferMismatch"], again.ErrorIds);
        Assert.Contains("an upsert gives the rows new ones", again.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Import_MilvusEntity_continues_with_another_batch_size(int size)
    {
        Export("rows.jsonl");
        var before = _server.Log.Count("Insert");
        _server.Log.Changed["Insert"] = _ =>
        {
            // The second batch is stored, but its answer is lost.
            if (_server.Log.Count("Insert") == before + 2)
            {
                throw CreateFailure(StatusCode.Unavailable);
            }
        };
        Assert.Equal(["MilvusWriteOutcomeUnknown"], _shell.Run("Import-MilvusEntity own rows.jsonl -BatchSize 4").ErrorIds);
        _server.Log.Changed.Clear();

        _shell.Do($"$null = Import-MilvusEntity own rows.jsonl -BatchSize {size}");

        AssertStoredOnce("rows.jsonl", "own");
    }

    [Fact]
    public void Import_MilvusEntity_refused_by_the_server_leaves_no_ledger()
    {
        Export("rows.jsonl");

        Assert.NotEmpty(_shell.Run("Import-MilvusEntity own rows.jsonl -Partition missing").Errors);

        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }

    [Fact]
    public void Import_MilvusEntity_WhatIf_says_what_is_left()
    {
        Export("rows.jsonl");
        _server.Log.On<QueryRequest, QueryResults>(
            "Query",
            _ => _server.Log.Count("Insert") > 2 ? throw CreateFailure(StatusCode.Internal) : null);
        Assert.NotEmpty(_shell.Run("Import-MilvusEntity own rows.jsonl -BatchSize 4").Errors);

        var shown = _shell.Show("Import-MilvusEntity own rows.jsonl -BatchSize 4 -WhatIf");

        Assert.Contains("10 rows done, which are all, and are verified again", shown, StringComparison.Ordinal);
        _server.Log.On<QueryRequest, QueryResults>("Query", _ => null);
        Assert.Contains(
            "discarding the unfinished",
            _shell.Show("Import-MilvusEntity own rows.jsonl -Force -WhatIf"),
            StringComparison.Ordinal);
    }

    // The file has keys, except .npy.
    private static string Line(string keys, string file) => keys == ServerKeys && file != "rows.npy"
        ? $"Import-MilvusEntity {keys} {file} -Map @{{ id = '' }}"
        : $"Import-MilvusEntity {keys} {file}";

    private void Export(string file) =>
        _shell.Do($"$null = Export-MilvusEntity source {file} -OutputField {(file == "rows.npy" ? "vector" : "id, vector")}");

    private static RpcException CreateFailure(StatusCode code) => new(new Status(code, "told so"));

    private void AssertStoredOnce(string file, string keys)
    {
        var rows = _shell.Do($"Get-MilvusEntity {keys}").Output;
        Assert.Equal(
            Enumerable.Range(1, Rows),
            _shell.Do($"Get-MilvusEntity {keys} | ForEach-Object {{ [int]$_.vector[0] }}").Output.Select(row => (int)row.BaseObject).Order()
        );
        Assert.Equal((long)Rows, _shell.Do($"(Measure-MilvusCollection {keys} -Exact).RowCount").Output.Single().BaseObject);
        if (keys != ServerKeys)
        {
            Assert.Equal(file == "rows.npy" ? 0L : 101L, rows.Min(row => (long)row.Properties["id"].Value));
        }

        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.ledger"));
    }
}
