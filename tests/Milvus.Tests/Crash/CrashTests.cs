using System.Collections.Immutable;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Milvus.Embedded;
using Milvus.Embedded.Errors;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using Xunit.Abstractions;

namespace Milvus.Tests.Crash;

/// <summary>
/// A writer process is killed at random times during its operations, and while it opens the file again. Acknowledged operations must be
/// stored; an unfinished one must be stored completely or not at all. A kill waits for a number of acknowledged operations, so that a slow
/// machine tests as much. MILVUS_CRASH_KILLS is the number of kills, by default 48.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Seeds = 4;
    private const int FirstRows = 2000;
    private const int MaxAcknowledged = 12;
    private const int MaxDelay = 60;

    private static readonly int _killsOfEach =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_CRASH_KILLS") ?? "48", CultureInfo.InvariantCulture) / Seeds;

    private readonly SortedDictionary<string, int> _acknowledged = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _killed = new(StringComparer.Ordinal);

    [Theory]
    [Failure("D1", "D2", "D3", "D15")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Crash_nothing_acknowledged_is_lost_and_nothing_is_half_there(int seed)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("crash.db");
        var random = new Random(seed);
        var operations = new Operations(random, folder);
        var state = Create(path);
        for (var kill = 0; kill < _killsOfEach; kill++)
        {
            var (known, pending) = await WriteUntilKilled(path, random, operations, state, whileOpening: kill % 4 == 3);
            state = Compare(path, known, pending);
        }

        output.WriteLine($"acknowledged: {Counts(_acknowledged)}");
        output.WriteLine($"killed during: {Counts(_killed)}");
        // Three of four kills wait for answers, so a test without writes fails.
        Assert.True(
            _acknowledged.Values.Sum() >= _killsOfEach && _acknowledged.Count >= 5,
            $"only {Counts(_acknowledged)} were acknowledged");
    }

    [Fact]
    [Failure("D7")]
    public async Task Crash_second_process_is_told_who_has_the_file()
    {
        using var folder = new TemporaryFolder();
        using var server = await WriterProcess.StartAsync(folder.File("locked.db"));
        try
        {
            var error = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(folder.File("locked.db")).Dispose());
            Assert.Equal(EmbeddedDatabaseException.Locked, error.ErrorId);
            Assert.Contains($"process {server!.Id})", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            server!.Kill();
        }
    }

    private static StoredState Create(string path)
    {
        using var engine = new Engine(path);
        Engine.Ok(
            engine.Create(
                Operations.Collection,
                [Embedded.Schemas.Key(), Embedded.Schemas.Vector(dim: Operations.Dim), Embedded.Schemas.Field("n", Protocol.DataType.Int64)]
            ));
        Operations.CreateVectorIndex(engine.Client, "HNSW");
        Engine.Ok(engine.Load(Operations.Collection));
        long[] keys = [.. Enumerable.Range(0, FirstRows).Select(key => (long)key)];
        Engine.Ok(engine.Insert(Operations.Collection, FirstRows, Operations.Columns(keys, 0)));
        return new StoredState(keys.ToImmutableSortedDictionary(key => key, _ => 0L), ["v"], ["_default"], [Operations.Collection], [], []);
    }

    private async Task<(StoredState Known, StoredState Pending)> WriteUntilKilled(
        string path,
        Random random,
        Operations operations,
        StoredState state,
        bool whileOpening)
    {
        using var server = await WriterProcess.StartAsync(path, whileOpening ? random.Next(500) : null);
        if (server is null)
        {
            Count(_killed, "opening");
            return (state, state);
        }

        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new MilvusService.MilvusServiceClient(channel);
        // Most kills come a few milliseconds after this number of answers. A kill that was meant for opening may hit the first calls.
        var (delay, left) = (random.Next(MaxDelay), whileOpening ? 0 : random.Next(3, MaxAcknowledged));
        var killer = left == 0 ? KillAfter(server, delay) : null;
        while (true)
        {
            var operation = operations.Next(state);
            try
            {
                operation.Send(client);
            }
            catch (RpcException) when (killer is not null)
            {
                await killer;
                Count(_killed, operation.Name);
                return (state, operation.After);
            }

            Count(_acknowledged, operation.Name);
            state = operation.After;
            if (--left == 0)
            {
                killer = KillAfter(server, delay);
            }
        }
    }

    private static async Task KillAfter(WriterProcess server, int milliseconds)
    {
        await Task.Delay(milliseconds).ConfigureAwait(false);
        server.Kill();
    }

    private static StoredState Compare(string path, StoredState known, StoredState pending)
    {
        using var engine = new Engine(path);
        var indexes = engine.DescribeIndex(Operations.Collection).IndexDescriptions.Select(index => index.IndexName).ToImmutableSortedSet();
        if (!indexes.Contains("v"))
        {
            Operations.CreateVectorIndex(engine.Client, "HNSW");
        }

        Engine.Ok(engine.Load(Operations.Collection));
        var answer = Engine
            .Ok(engine.Query(Operations.Collection, "id >= 0", ["id", "n", "v"]))
            .FieldsData.ToDictionary(data => data.FieldName);
        var ids = answer["id"].Scalars.LongData.Data;
        var found = new StoredState(
            ids.Zip(answer["n"].Scalars.LongData.Data).ToImmutableSortedDictionary(row => row.First, row => row.Second),
            indexes,
            [.. engine.Client.ShowPartitions(new ShowPartitionsRequest { CollectionName = Operations.Collection }).PartitionNames],
            [.. engine.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames],
            [
                .. engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = Operations.Collection })
                    .Schema.Fields.Select(field => field.Name).Where(Operations.IsAdded),
            ],
            [.. engine.Client.ListSnapshots(new ListSnapshotsRequest { CollectionName = Operations.Collection }).Snapshots]);
        Assert.True(
            found.Is(known) || found.Is(pending),
            $"found/acknowledged: {found.Difference(known)}\nfound/under way: {found.Difference(pending)}");
        Assert.Equal(ids.SelectMany(Operations.Vector), answer["v"].Vectors.FloatVector.Data);
        Search(engine, found);
        return found with { Indexes = found.Indexes.Add("v") };
    }

    /// <summary>A search over the remaining rows must find each row by its vector.</summary>
    private static void Search(Engine engine, StoredState found)
    {
        foreach (var key in found.Rows.Keys.Take(5).Concat(found.Rows.Keys.Reverse().Take(5)))
        {
            var results = Engine.Ok(
                engine.Search(Operations.Collection, "v", "L2", 1, Requests.Floats(Operations.Vector(key)), filter: $"id == {key}"));
            Assert.Equal((key, 0f), (Assert.Single(results.Results.Ids.IntId.Data), Assert.Single(results.Results.Scores)));
        }

        var all = Engine.Ok(engine.Search(Operations.Collection, "v", "L2", 10, Requests.Floats(Operations.Vector(7))));
        Assert.Equal(Math.Min(10, found.Rows.Count), all.Results.Scores.Count);
    }

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static string Counts(SortedDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
