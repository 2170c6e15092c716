namespace Milvus.Tests.Embedded;

using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Milvus.Embedded;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>A writer process is killed at random moments; what it acknowledged is there, and nothing nobody asked for is.</summary>
public sealed class CrashTests
{
    private const int Rows = 20;
    private const int KillsOfEach = 13;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Nothing_acknowledged_is_lost(int seed)
    {
        using var folder = new TempFolder();
        var path = folder.File("crash.db");
        using (var engine = new Engine(path))
        {
            engine.CreateLoaded("c", Field("n", DataType.Int64));
        }
        var random = new Random(seed);
        // By key: what was acknowledged last, and what may or may not have come after it. Null is a deleted row.
        var known = new Dictionary<long, long?>();
        var writes = 0;
        for (var kill = 0; kill < KillsOfEach; kill++)
        {
            var maybe = new Dictionary<long, long?>();
            writes += await WriteUntilKilled(path, random, fromTheStart: kill % 4 == 0, known, maybe);
            Compare(path, known, maybe);
        }
        // Three of four kills wait for an answer, so a test that never wrote does not pass.
        Assert.True(writes >= KillsOfEach / 2, $"only {writes} writes were acknowledged");
    }

    [Fact]
    public async Task A_second_process_is_told_who_has_the_file()
    {
        using var folder = new TempFolder();
        using var server = await StartAsync(folder.File("locked.db"));
        try
        {
            var error = Assert.Throws<EmbeddedDatabaseException>(() => EmbeddedEngine.Open(folder.File("locked.db")).Dispose());
            Assert.Equal(EmbeddedDatabaseException.Locked, error.ErrorId);
            Assert.Contains($"process {server.Process.Id})", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
        }
    }

    private static async Task<int> WriteUntilKilled(string path, Random random, bool fromTheStart, Dictionary<long, long?> known, Dictionary<long, long?> maybe)
    {
        using var server = await StartAsync(path);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new MilvusService.MilvusServiceClient(channel);
        var delay = random.Next(0, 150);
        // The first call takes longer than many that follow: most kills are timed from its answer, some hit it and what is before it.
        Task? killer = fromTheStart ? KillAfter(server, delay) : null;
        var acknowledged = 0;
        try
        {
            while (true)
            {
                maybe.Clear();
                Send(client, random, maybe);
                foreach (var (key, value) in maybe)
                {
                    known[key] = value;
                }
                acknowledged++;
                killer ??= KillAfter(server, delay);
            }
        }
        catch (RpcException)
        {
            await killer!;
            return acknowledged;
        }
    }

    private static async Task KillAfter(Server server, int milliseconds)
    {
        await Task.Delay(milliseconds).ConfigureAwait(false);
        server.Kill();
    }

    private static void Send(MilvusService.MilvusServiceClient client, Random random, Dictionary<long, long?> maybe)
    {
        var first = random.Next(0, 50) * (long)Rows;
        var keys = Enumerable.Range(0, Rows).Select(row => first + row).ToArray();
        if (random.Next(4) == 0)
        {
            foreach (var key in keys)
            {
                maybe[key] = null;
            }
            Engine.Ok(client.Delete(new DeleteRequest { CollectionName = "c", Expr = $"id in [{string.Join(",", keys)}]" }));
            return;
        }
        var value = random.NextInt64();
        foreach (var key in keys)
        {
            maybe[key] = value;
        }
        var request = new UpsertRequest { CollectionName = "c", NumRows = Rows };
        request.FieldsData.AddRange([Longs("id", keys), Vectors("v", 4, new float[Rows * 4]), Longs("n", [.. keys.Select(_ => value)])]);
        Engine.Ok(client.Upsert(request));
    }

    /// <summary>The request under way when the process died is there as a whole, or not at all.</summary>
    private static void Compare(string path, Dictionary<long, long?> known, Dictionary<long, long?> maybe)
    {
        using var engine = new Engine(path);
        var answer = Engine.Ok(engine.Query("c", "id >= 0", ["id", "n"])).FieldsData.ToDictionary(data => data.FieldName, data => data.Scalars.LongData.Data);
        var found = answer["id"].Zip(answer["n"]).ToDictionary(row => row.First, row => row.Second);
        long? At(long key) => found.TryGetValue(key, out var value) ? value : null;
        var applied = maybe.Count > 0 && maybe.All(row => At(row.Key) == row.Value);
        var expected = new Dictionary<long, long?>(known);
        foreach (var (key, value) in maybe.Where(_ => applied))
        {
            expected[key] = value;
            known[key] = value;
        }
        Assert.Equal(expected.Where(row => row.Value is not null).ToDictionary(row => row.Key, row => row.Value!.Value).OrderBy(row => row.Key),
            found.OrderBy(row => row.Key));
    }

    private static async Task<Server> StartAsync(string path)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Milvus.Server.dll"), "--path", path, "--port", "0" })
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        if (line is null)
        {
            throw new InvalidOperationException("the writer did not start: " + await process.StandardError.ReadToEndAsync());
        }
        return new Server(process, line.Trim());
    }

    private sealed record Server(Process Process, string Address) : IDisposable
    {
        public void Kill()
        {
            Process.Kill();
            Process.WaitForExit();
        }

        public void Dispose() => Process.Dispose();
    }
}
