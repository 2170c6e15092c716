using System.Diagnostics;
using System.Net;
using Grpc.Net.Client;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Protocol;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>The overhead of the client over the generated stub, and a comparison with pymilvus, on the server at MILVUS_URI with
/// MILVUS_TOKEN.</summary>
internal static class ClientBenchmarks
{
    private const int Calls = 2000;
    private const int Rounds = 3;

    internal static Uri Address { get; } = new(Setting("MILVUS_URI", "http://127.0.0.1:19530"));

    internal static string Token { get; } = Setting("MILVUS_TOKEN", "root:Milvus");

    /// <summary>Lists indexes through the client and through the generated stub, in alternating calls.</summary>
    public static async Task ListAsync(CancellationToken token)
    {
        await using var client = await ConnectAsync(token);
        await WithCollectionAsync(
            client,
            async name =>
            {
                await client.CreateIndexAsync(
                    CallContext.Default,
                    name,
                    new IndexParameter
                    {
                        Field = "vector",
                        IndexType = "FLAT",
                        MetricType = "L2",
                    },
                    token);
                using var channel = GrpcChannel.ForAddress(Address);
                var stub = new MilvusService.MilvusServiceClient(channel);
                var headers = new Grpc.Core.Metadata
                {
                    { "authorization", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Token)) },
                };
                var bare = new double[Calls];
                var ours = new double[Calls];
                for (var round = -1; round < Calls / 200; round++)
                {
                    // The first calls warm up both.
                    for (var i = 0; i < 200; i++)
                    {
                        var place = (Math.Max(round, 0) * 200) + i;
                        var start = Stopwatch.GetTimestamp();
                        await stub.DescribeIndexAsync(
                            new DescribeIndexRequest { CollectionName = name },
                            headers,
                            cancellationToken: token);
                        bare[place] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                        start = Stopwatch.GetTimestamp();
                        await client.ListIndexesAsync(CallContext.Default, name, token);
                        ours[place] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    }
                }

                Table.Line($"bare stub  DescribeIndex  median {Median(bare):0.000} ms");
                var (median, added) = (Median(ours), Median(ours) - Median(bare));
                Table.Line($"client     ListIndexes    median {median:0.000} ms   added {added:0.000} ms (goal for the cmdlet: 0.2)");
            }, token);
    }

    /// <summary>Inserts the 24,000 WordNet rows as dictionaries, in alternation with pymilvus, which inserts them as lists of
    /// dicts.</summary>
    public static async Task InsertAsync(CancellationToken token)
    {
        if (WordNet.Folder is not { } folder)
        {
            Console.WriteLine("not run: the repository has no ../shared/data/wordnet beside it");
            return;
        }

        var floats = WordNet.Read().Rows;
        var rows = Enumerable.Range(0, floats.Length / WordNet.Dim)
            .Select(row => new Dictionary<string, object?>
            {
                ["id"] = (long)row,
                ["vector"] = floats.AsSpan(row * WordNet.Dim, WordNet.Dim).ToArray().Select(component => (double)component).ToArray(),
            })
            .ToArray();
        await using var client = await ConnectAsync(token);
        for (var round = 0; round < Rounds; round++)
        {
            await WithCollectionAsync(client, async name =>
            {
                var schema = await client.DescribeCollectionAsync(CallContext.Default, name, token);
                var start = Stopwatch.GetTimestamp();
                var batch = new RowBatch(schema);
                foreach (var row in rows)
                {
                    batch.Add(row);
                }

                var converted = Stopwatch.GetElapsedTime(start);
                await client.InsertAsync(CallContext.Default, name, null, batch, token);
                var all = Stopwatch.GetElapsedTime(start);
                var (count, seconds, conversion) = (rows.Length, all.TotalSeconds, converted.TotalSeconds);
                var (rate, dim) = (count / seconds, WordNet.Dim);
                Table.Line(
                    $"client    {count} rows of double[{dim}]  {seconds:0.00} s  {rate:0} rows/s  (conversion {conversion:0.00} s)");
            }, token);
            await PeerPython.RunAsync("client_insert.py", [Address.ToString(), Token, folder], token);
        }
    }

    internal static Task<MilvusClient> ConnectAsync(CancellationToken token) => MilvusClient.ConnectAsync(
        new ConnectOptions { Uri = Address, Token = new NetworkCredential(string.Empty, Token).SecurePassword },
        CallContext.Default,
        token);

    private static async Task WithCollectionAsync(MilvusClient client, Func<string, Task> run, CancellationToken token)
    {
        var name = $"bench_{Guid.NewGuid():N}"[..24];
        var definition = new Collection
        {
            Name = name,
            Field =
            [
                new Field { Name = "id", Type = Milvus.DataType.Int64, PrimaryKey = true },
                new Field { Name = "vector", Type = Milvus.DataType.FloatVector, Dimension = WordNet.Dim },
            ],
        };
        await client.CreateCollectionAsync(CallContext.Default, definition, token);
        try
        {
            await run(name);
        }
        finally
        {
            await client.DropCollectionAsync(CallContext.Default, name, CancellationToken.None);
        }
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static string Setting(string name, string otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
}
