using System.Diagnostics;
using System.Globalization;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>
/// A server whose heap has a hard limit receives more rows than fit. MILVUS_MEMORY_ROUNDS is the number of runs, by default 1.
/// </summary>
public sealed class LittleMemoryTests
{
    private const int Rows = 2000;
    private const int Dim = 256;
    private const int MaxCalls = 200;

    private static readonly int _rounds =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_MEMORY_ROUNDS") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    [Failure("D13")]
    public async Task LittleMemory_call_that_does_not_fit_changes_nothing_and_the_rows_before_it_are_there()
    {
        for (var round = 0; round < _rounds; round++)
        {
            using var folder = new TemporaryFolder();
            var acknowledged = await InsertUntilFullAsync(folder.File("a.db"));

            using var engine = new Engine(folder.File("a.db"));
            Engine.Ok(engine.Load("docs"));
            var count = engine.Count("docs");
            Assert.True(acknowledged is > 0 and < MaxCalls, $"{acknowledged} calls");
            Assert.Equal(0, count % Rows);
            // The call during which the process ended may be there as a whole.
            Assert.InRange(count / Rows, acknowledged, acknowledged + 1);
        }
    }

    /// <summary>Returns the number of acknowledged calls before the first that failed.</summary>
    private static async Task<int> InsertUntilFullAsync(string path)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Milvus.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--path", path, "--port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x8000000" },
        };
        using var server = Process.Start(start)!;
        var errors = server.StandardError.ReadToEndAsync();
        try
        {
            var address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await errors);
            using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(
                address.Trim(), new Grpc.Net.Client.GrpcChannelOptions { MaxSendMessageSize = null });
            var client = new Protocol.MilvusService.MilvusServiceClient(channel);
            Engine.Ok(Requests.Create(client, "docs", [Embedded.Schemas.Key(), Embedded.Schemas.Vector(dim: Dim)]));
            Engine.Ok(Requests.Index(client, "docs", "v", "v", ("index_type", "FLAT"), ("metric_type", "L2")));
            Engine.Ok(client.LoadCollection(new Protocol.LoadCollectionRequest { CollectionName = "docs" }));
            for (var call = 0; call < MaxCalls; call++)
            {
                try
                {
                    var answer = Requests.Insert(client, "docs", Rows, Columns(call));
                    if (answer.Status.Code != 0)
                    {
                        return call;
                    }
                }
                catch (Grpc.Core.RpcException)
                {
                    return call;
                }
            }

            return MaxCalls;
        }
        finally
        {
            if (!server.HasExited)
            {
                server.Kill();
            }

            await server.WaitForExitAsync();
        }
    }

    private static Protocol.FieldData[] Columns(int call) =>
    [
        Data.Longs("id", [.. Enumerable.Range(call * Rows, Rows).Select(key => (long)key)]),
        Data.Vectors("v", Dim, new float[Rows * Dim]),
    ];
}
