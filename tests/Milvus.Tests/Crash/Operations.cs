using System.Text.Json;
using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using KeyValuePair = System.Collections.Generic.KeyValuePair;

namespace Milvus.Tests.Crash;

/// <summary>
/// Random operations on a collection with a number and a vector, on its fields, indexes, partitions and snapshots, and on other
/// collections.
/// </summary>
/// <param name="random">The choices.</param>
/// <param name="folder">The folder for imported files.</param>
internal sealed class Operations(Random random, TemporaryFolder folder)
{
    public const string Collection = "c";
    public const int Dim = 32;
    private const int BlockRows = 20;
    private const int MaxAddedFields = 40;
    private const string AddedField = "added";

    private long _nextKey = 1_000_000;

    /// <summary>An operation that the state allows.</summary>
    public Operation Next(StoredState state)
    {
        while (true)
        {
            if (Choose(random.Next(24), state) is { } operation)
            {
                return operation;
            }
        }
    }

    public static FieldData[] Columns(long[] keys, long number) =>
        [Longs("id", keys), Vectors("v", Dim, [.. keys.SelectMany(Vector)]), Longs("n", [.. keys.Select(_ => number)])];

    /// <summary>The vector of a key, so that a search can be checked.</summary>
    public static float[] Vector(long key)
    {
        var values = new Random((int)key);
        return [.. Enumerable.Range(0, Dim).Select(_ => values.NextSingle())];
    }

    private Operation? Choose(int choice, StoredState state) =>
        choice switch
        {
            < 4 => Upsert(state),
            < 6 => Insert(state),
            < 8 => Delete(state),
            8 => state.IsSearchable ? DeleteByFilter(state) : null,
            9 => Same("flush", state, client => Engine.Ok(client.Flush(new FlushRequest { CollectionNames = { Collection } }))),
            10 or 11 => Same(
                "compaction",
                state,
                client => Engine.Ok(client.ManualCompaction(new ManualCompactionRequest { CollectionName = Collection }))),
            12 or 13 => ScalarIndex(state),
            14 or 15 => VectorIndex(state),
            16 => Partition(state),
            17 or 18 => OtherCollection(state),
            19 or 20 => Import(state),
            21 => AddField(state),
            22 => Snapshot(state),
            _ => random.Next(5) == 0 ? Truncate(state) : Same("load", state, Load(state)),
        };

    private Operation Upsert(StoredState state)
    {
        long[] keys = [.. Enumerable.Range(random.Next(50) * BlockRows, BlockRows).Select(key => (long)key)];
        var number = random.NextInt64();
        return new("upsert", state.With(keys.Select(key => KeyValuePair.Create(key, number))), client =>
        {
            var request = new UpsertRequest { CollectionName = Collection, NumRows = (uint)keys.Length };
            request.FieldsData.AddRange(Columns(keys, number));
            Engine.Ok(client.Upsert(request));
        });
    }

    private Operation Insert(StoredState state)
    {
        long[] keys = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => _nextKey++)];
        var number = random.NextInt64();
        return new("insert", state.With(keys.Select(key => KeyValuePair.Create(key, number))), client =>
            Engine.Ok(Requests.Insert(client, Collection, (uint)keys.Length, Columns(keys, number))));
    }

    private Operation Import(StoredState state)
    {
        long[] keys = [.. Enumerable.Range(0, random.Next(1, 100)).Select(_ => _nextKey++)];
        var number = random.NextInt64(1L << 50);
        var path = folder.File($"{keys[0]}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(keys.Select(key => new { id = key, n = number, v = Vector(key) })));
        return new("import", state.With(keys.Select(key => KeyValuePair.Create(key, number))), client =>
        {
            var job = Engine.Ok(client.Import(new ImportRequest { CollectionName = Collection, Files = { path } })).Tasks.Single();
            GetImportStateResponse progress;
            while ((progress = Engine.Ok(client.GetImportState(new GetImportStateRequest { Task = job }))).State
                is ImportState.ImportPending or ImportState.ImportStarted)
            {
                Thread.Sleep(2);
            }

            Assert.Equal(ImportState.ImportCompleted, progress.State);
        });
    }

    /// <summary>Whether a field was added by an operation.</summary>
    public static bool IsAdded(string field) => field.StartsWith(AddedField, StringComparison.Ordinal);

    private Operation? AddField(StoredState state)
    {
        var name = $"{AddedField}{random.Next(MaxAddedFields)}";
        return state.Fields.Contains(name)
            ? null
            : new("add field", state with { Fields = state.Fields.Add(name) }, client => Engine.Ok(client.AddCollectionField(
                new AddCollectionFieldRequest
                {
                    CollectionName = Collection,
                    Schema = Embedded.Schemas.Field(name, Protocol.DataType.Int64).Nullable().ToByteString(),
                })));
    }

    private Operation Snapshot(StoredState state)
    {
        var name = $"s{random.Next(3)}";
        return state.Snapshots.Contains(name)
            ? new("drop snapshot", state with { Snapshots = state.Snapshots.Remove(name) }, client =>
                Engine.Ok(client.DropSnapshot(new DropSnapshotRequest { CollectionName = Collection, Name = name })))
            : new("snapshot", state with { Snapshots = state.Snapshots.Add(name) }, client =>
                Engine.Ok(client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = Collection, Name = name })));
    }

    private Operation Delete(StoredState state)
    {
        long[] keys = [.. state.Rows.Keys.Where(_ => random.Next(20) == 0), long.MaxValue];
        return new("delete", state.Without(keys), client =>
            Engine.Ok(client.Delete(new DeleteRequest { CollectionName = Collection, Expr = $"id in [{string.Join(',', keys)}]" })));
    }

    private Operation DeleteByFilter(StoredState state)
    {
        var rest = random.Next(30);
        return new("delete by filter", state.Without(state.Rows.Keys.Where(key => key % 30 == rest)), client =>
        {
            Load(state)(client);
            Engine.Ok(client.Delete(new DeleteRequest { CollectionName = Collection, Expr = $"id % 30 == {rest}" }));
        });
    }

    private static Operation Truncate(StoredState state) => new("truncate", state.Without(state.Rows.Keys), client =>
        Engine.Ok(client.TruncateCollection(new TruncateCollectionRequest { CollectionName = Collection })));

    private static Operation ScalarIndex(StoredState state) =>
        state.Indexes.Contains("n")
            ? new("drop index", state with { Indexes = state.Indexes.Remove("n") }, client => DropIndex(client, "n"))
            : new(
                "index",
                state with
                {
                    Indexes = state.Indexes.Add("n"),
                },
                client => Engine.Ok(Requests.Index(client, Collection, "n", "n", ("index_type", "STL_SORT"))));

    private Operation VectorIndex(StoredState state)
    {
        var type = random.Next(3) == 0 ? "FLAT" : "HNSW";
        return state.IsSearchable
            ? new("drop vector index", state with { Indexes = state.Indexes.Remove("v") }, client => DropIndex(client, "v"))
            : new("vector index", state with { Indexes = state.Indexes.Add("v") }, client =>
            {
                CreateVectorIndex(client, type);
                Load(state with { Indexes = state.Indexes.Add("v") })(client);
            });
    }

    public static void CreateVectorIndex(MilvusService.MilvusServiceClient client, string type) =>
        Engine.Ok(Requests.Index(client, Collection, "v", "v", ("index_type", type), ("metric_type", "L2")));

    private static void DropIndex(MilvusService.MilvusServiceClient client, string name)
    {
        Engine.Ok(client.ReleaseCollection(new ReleaseCollectionRequest { CollectionName = Collection }));
        Engine.Ok(client.DropIndex(new DropIndexRequest { CollectionName = Collection, IndexName = name }));
    }

    private Operation Partition(StoredState state)
    {
        var name = $"p{random.Next(3)}";
        return state.Partitions.Contains(name)
            ? new("drop partition", state with { Partitions = state.Partitions.Remove(name) }, client =>
            {
                Engine.Ok(client.ReleaseCollection(new ReleaseCollectionRequest { CollectionName = Collection }));
                Engine.Ok(client.DropPartition(new DropPartitionRequest { CollectionName = Collection, PartitionName = name }));
            })
            : new("partition", state with { Partitions = state.Partitions.Add(name) }, client =>
                Engine.Ok(client.CreatePartition(new CreatePartitionRequest { CollectionName = Collection, PartitionName = name })));
    }

    private Operation OtherCollection(StoredState state)
    {
        var name = $"x{random.Next(3)}";
        return state.Collections.Contains(name)
            ? new("drop collection", state with { Collections = state.Collections.Remove(name) }, client =>
                Engine.Ok(client.DropCollection(new DropCollectionRequest { CollectionName = name })))
            : new("collection", state with { Collections = state.Collections.Add(name) }, client =>
                Engine.Ok(Requests.Create(client, name, [Embedded.Schemas.Key(), Embedded.Schemas.Vector()])));
    }

    private static Action<MilvusService.MilvusServiceClient> Load(StoredState state) => client =>
    {
        if (state.IsSearchable)
        {
            Engine.Ok(client.LoadCollection(new LoadCollectionRequest { CollectionName = Collection }));
        }
    };

    private static Operation Same(string name, StoredState state, Action<MilvusService.MilvusServiceClient> send) => new(name, state, send);
}
