using Microsoft.Data.Sqlite;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Embedded.Storage;
using SQLitePCL;

namespace Milvus.Tests.Embedded;

/// <summary>
/// How often a vector is copied on its way to disk and memory, measured by what is allocated for it: docs/design.md lists the copies.
/// What is allocated is counted for the whole process, so nothing else may run meanwhile.
/// </summary>
[Collection(nameof(CopyTests))]
[CollectionDefinition(nameof(CopyTests), DisableParallelization = true)]
public sealed class CopyTests
{
    /// <summary>One chunk of a column, so that a batch fills what is allocated for it.</summary>
    private const int Rows = 4096;

    /// <summary>Much more than what is allocated for a row besides its vector.</summary>
    private const int VectorBytes = 4096;

    [Theory]
    [Failure("L4")]
    [InlineData(DataType.FloatVector, VectorBytes / 4)]
    [InlineData(DataType.Float16Vector, VectorBytes / 2)]
    [InlineData(DataType.BFloat16Vector, VectorBytes / 2)]
    public async Task Insert_allocates_the_request_the_blob_and_the_segment_and_no_other_copy(DataType type, int dimension)
    {
        using var folder = new TemporaryFolder();
        await using var client = await MilvusClient.ConnectAsync(
            new ConnectOptions { Path = folder.File("copies.db") },
            CallContext.Default,
            default);
        await CreateLoadedAsync(client, type, dimension);
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, "docs", default));
        var rows = Enumerable.Range(0, Rows)
            .Select(row => new KeyValuePair<string, object?>[] { new("id", (long)row), new("v", new float[dimension]) })
            .ToArray();
        // The first batch compiles the code and gives the client's buffer its size, which it keeps.
        await InsertAsync();

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await InsertAsync();
        var copies = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(Rows * VectorBytes);

        // Three are made of managed memory; rows, keys and answers take their part of what is above. SQLite's own memory is below.
        Assert.InRange(copies, 3, 3.5);

        async Task InsertAsync()
        {
            batch.Clear();
            foreach (var row in rows)
            {
                batch.Add(row);
            }

            var result = await client.InsertAsync(CallContext.Default, "docs", null, batch, default);
            Assert.Equal(Rows, result.InsertCount);
        }
    }

    [Fact]
    public void Store_blob_is_read_by_SQLite_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        using var store = new Store(folder.File("blob.db"), FileFormat.Present);
        var blob = new byte[32 << 20];
        store.Write(sql => sql.Insert("chunks", [1, 1, 1, 1], [1, 2, 3]));
        raw.sqlite3_memory_highwater(1);
        var before = raw.sqlite3_memory_used();

        store.Write(sql => sql.Insert("chunks", [1, 1, 1, 2], blob));

        // The record that SQLite puts together is one copy; a bound parameter that SQLite owns would be another one.
        Assert.InRange((raw.sqlite3_memory_highwater(0) - before) / (double)blob.Length, 0.9, 1.5);
        Assert.Equal(blob.Length, store.Read(sql => sql.Number("SELECT length(data) FROM chunks WHERE field_id = 2")));
    }

    [Fact]
    public void Store_blob_that_cannot_be_stored_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var store = new Store(folder.File("blob.db"), FileFormat.Present);
        store.Write(sql => sql.Insert("chunks", [1, 1, 1, 1], [1, 2, 3]));

        var failure = Assert.Throws<SqliteException>(() => store.Write(sql =>
        {
            sql.Insert("chunks", [1, 1, 1, 2], [4]);
            sql.Insert("chunks", [1, 1, 1, 1], [5]);
        }));

        Assert.Equal(raw.SQLITE_CONSTRAINT, failure.SqliteErrorCode);
        Assert.Throws<SqliteException>(() => store.Write(sql => sql.Insert("chunks", [1, 1], [5])));
        store.Write(sql => sql.Insert("chunks", [1, 1, 1, 3], [6]));
        Assert.Equal(2, store.Read(sql => sql.Number("SELECT count(*) FROM chunks")));
        Assert.Equal("010203", store.Read(sql =>
        {
            var text = "";
            sql.Query("SELECT data FROM chunks WHERE field_id = 1", [], row => text = Convert.ToHexString(row.GetFieldValue<byte[]>(0)));
            return text;
        }));
    }

    private static async Task CreateLoadedAsync(MilvusClient client, DataType type, int dimension)
    {
        var call = CallContext.Default;
        await client.CreateCollectionAsync(
            call,
            new Collection
            {
                Name = "docs",
                Field =
                [
                    new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                    new Field { Name = "v", Type = type, Dimension = dimension },
                ],
            },
            default);
        await client.CreateIndexAsync(
            call,
            "docs",
            new IndexParameter { Field = "v", IndexType = "FLAT", MetricType = "L2" },
            default);
        await client.LoadCollectionAsync(call, "docs", new LoadOptions(), default);
        await client.WaitForLoadAsync(call, "docs", false, null, default);
    }
}
