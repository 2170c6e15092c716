using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>A database file with the WordNet embeddings.</summary>
internal static class EmbeddedWordNet
{
    public const string Collection = "words";
    public const int BatchRows = 1000;

    public static Task<MilvusClient> OpenAsync(string path, CancellationToken token) =>
        MilvusClient.ConnectAsync(new ConnectOptions { Path = path }, CallContext.Default, token);

    public static Task CreateAsync(MilvusClient client, CancellationToken token) => client.CreateCollectionAsync(
        CallContext.Default,
        new Collection
        {
            Name = Collection,
            Field =
            [
                new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                new Field { Name = "vector", Type = DataType.FloatVector, Dimension = WordNet.Dim },
            ],
        },
        token);

    /// <summary>Inserts all rows, with a durable request for each batch. The rows are converted as those of a cmdlet.</summary>
    public static async Task InsertAsync(MilvusClient client, WordNet data, CancellationToken token)
    {
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, Collection, token));
        for (var row = 0; row < data.Rows.Length / WordNet.Dim; row++)
        {
            batch.Add([new("id", row + 1L), new("vector", data.Rows.AsSpan(row * WordNet.Dim, WordNet.Dim).ToArray())]);
            if (batch.Count == BatchRows)
            {
                await SendAsync();
            }
        }

        await SendAsync();

        async Task SendAsync()
        {
            if (batch.Count > 0)
            {
                await client.InsertAsync(CallContext.Default, Collection, null, batch, token);
                batch.Clear();
            }
        }
    }
}
