using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Tests.Client;

namespace Milvus.Tests.Reliability;

/// <summary>A loaded collection "docs" with a key and a vector, through a client.</summary>
internal static class SmallCollection
{
    public const string Name = "docs";

    public static async Task CreateAsync(MilvusClient client)
    {
        var call = CallContext.Default;
        await client.CreateCollectionAsync(call, Clients.Definition(Name, Clients.Key(), Clients.Vector("vector", 2)), default);
        var index = new IndexParameter { Field = "vector", IndexType = "FLAT", MetricType = "L2" };
        await client.CreateIndexAsync(call, Name, index, default);
        await client.LoadCollectionAsync(call, Name, new LoadOptions(), default);
    }

    public static async Task InsertAsync(MilvusClient client, IEnumerable<long> keys)
    {
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, Name, default));
        foreach (var key in keys)
        {
            batch.Add([new("id", key), new("vector", new float[] { key, 1 })]);
        }

        await client.InsertAsync(CallContext.Default, Name, null, batch, default);
    }

    /// <summary>The keys, page by page.</summary>
    public static async IAsyncEnumerable<long> ReadKeysAsync(MilvusClient client, int pageSize = 1000)
    {
        var request = new QueryRequest { Filter = "id >= 0", OutputFields = ["id"], PageSize = pageSize };
        await foreach (var page in client.QueryAsync(CallContext.Default, Name, request, default))
        {
            for (var row = 0; row < page.Count; row++)
            {
                yield return (long)page.GetRow(row).Single(pair => pair.Key == "id").Value!;
            }
        }
    }
}
