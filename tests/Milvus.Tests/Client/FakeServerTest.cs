using Grpc.Core;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Client;

/// <summary>A test of the client on the fake server.</summary>
public abstract class FakeServerTest : IAsyncLifetime
{
    private protected RecordingServer Fake { get; private set; } = null!;

    private protected CallLog Log => Fake.Log;

    /// <summary>The collection that the server has.</summary>
    private protected OneCollection Docs { get; private set; } = null!;

    private protected MilvusClient Client { get; private set; } = null!;

    private protected CallContext Call { get; } = CallContext.Default;

    public async Task InitializeAsync()
    {
        Fake = OneCollection.Serve(out var docs);
        Docs = docs;
        Client = await Clients.ConnectAsync(Fake.Uri, "root:CANARY-secret");
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Fake.DisposeAsync();
    }

    private protected static CallContext Within(TimeSpan time) => new() { Deadline = DateTime.UtcNow + time, Timeout = time };

    private protected static RpcException Grpc(StatusCode code, string detail = "told so") => new(new Status(code, detail));

    private protected static Task<MilvusException> FailsAsync(Func<Task> call) => Assert.ThrowsAsync<MilvusException>(call);

    private protected async Task<RowBatch> BatchAsync(int rows)
    {
        var batch = new RowBatch(await Client.GetSchemaAsync(Call, "docs", default));
        for (var id = 0L; id < rows; id++)
        {
            batch.Add([new("id", id), new("vector", new float[] { id, 1 })]);
        }

        return batch;
    }
}
