using Google.Protobuf;
using Grpc.Core;
using Milvus.Protocol;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>One change after the other: every kind of write that ends with its call.</summary>
internal static class DiskScript
{
    private const string Name = "c";
    private const int Dim = 4;

    /// <summary>The changes with their names. They return the status of the call.</summary>
    public static IReadOnlyList<(string Name, Func<Engine, Protocol.Status> Run)> Steps { get; } =
    [
        ("create collection", engine => engine.Create(
            Name, [Key(), Vector(dim: Dim), Field("n", Protocol.DataType.Int64), Text(maxLength: 5000)])),
        ("create index", engine => engine.Index(Name, "v", ("index_type", "FLAT"), ("metric_type", "L2"))),
        ("load", engine => engine.Load(Name)),
        ("insert", engine => engine.Insert(Name, 20, Rows(0, 20, 1)).Status),
        ("upsert", engine => engine.Upsert(Name, 5, Rows(3, 5, 2)).Status),
        ("delete by key", engine => engine.Delete(Name, "id in [1, 2, 4]").Status),
        ("create partition", engine => engine.Client.CreatePartition(
            new CreatePartitionRequest { CollectionName = Name, PartitionName = "p" })),
        ("create alias", engine => engine.Client.CreateAlias(new CreateAliasRequest { CollectionName = Name, Alias = "other" })),
        ("insert of many pages", engine => engine.Insert(Name, 60, Rows(100, 60, 3, 2000)).Status),
        ("snapshot", engine => engine.Client.CreateSnapshot(new CreateSnapshotRequest { CollectionName = Name, Name = "s" })),
        ("add field", engine => engine.Client.AddCollectionField(
            new AddCollectionFieldRequest
            {
                CollectionName = Name,
                Schema = Field("later", Protocol.DataType.Int64).Nullable().ToByteString(),
            })),
        ("create user", engine => engine.Client.CreateCredential(
            new CreateCredentialRequest { Username = "reader", Password = ByteString.CopyFromUtf8("secret1").ToBase64() })),
        ("delete by filter", engine => engine.Delete(Name, "n == 3 and id > 130").Status),
        ("alter collection", engine => engine.Client.AlterCollection(new AlterCollectionRequest
        {
            CollectionName = Name,
            Properties = { new Protocol.KeyValuePair { Key = "collection.ttl.seconds", Value = "100000000" } },
        })),
        ("flush", engine => engine.Client.Flush(new FlushRequest { CollectionNames = { Name } }).Status),
        ("drop snapshot", engine => engine.Client.DropSnapshot(new DropSnapshotRequest { CollectionName = Name, Name = "s" })),
        ("create database", engine => engine.Client.CreateDatabase(new CreateDatabaseRequest { DbName = "d" })),
        ("drop alias", engine => engine.Client.DropAlias(new DropAliasRequest { Alias = "other" })),
        ("rename", engine => engine.Client.RenameCollection(new RenameCollectionRequest { OldName = Name, NewName = "renamed" })),
        ("truncate", engine => engine.Client.TruncateCollection(new TruncateCollectionRequest { CollectionName = "renamed" }).Status),
        ("release", engine => engine.Release("renamed")),
        ("drop collection", engine => engine.Drop("renamed")),
    ];

    /// <summary>Runs a step. Returns why it failed, or an empty text.</summary>
    public static string Run(int step, Engine engine)
    {
        try
        {
            var status = Steps[step].Run(engine);
            return status.Code == 0 ? "" : $"{status.Code} {status.Reason}";
        }
        catch (RpcException exception)
        {
            return exception.Status.Detail;
        }
    }

    /// <summary>Whether the rows can be read before a step, if the collection is loaded then.</summary>
    public static bool IsReadable(int step, Engine engine)
    {
        var isLoaded = IndexOf("load") < step && step <= IndexOf("release");
        return !isLoaded || engine.Query(step > IndexOf("rename") ? "renamed" : Name, "id >= 0", ["count(*)"]).Status.Code == 0;
    }

    /// <summary>What a database has, as a text that does not depend on times and ids.</summary>
    /// <param name="engine">The database.</param>
    /// <param name="load">Whether collections are loaded, which is a write; otherwise rows are described of loaded ones only.</param>
    public static string Describe(Engine engine, bool load = true)
    {
        var lines = new List<string>
        {
            $"databases {string.Join(',', engine.Client.ListDatabases(new ListDatabasesRequest()).DbNames.Order(StringComparer.Ordinal))}",
            $"users {string.Join(',', engine.Client.ListCredUsers(new ListCredUsersRequest()).Usernames.Order(StringComparer.Ordinal))}",
        };
        foreach (var name in engine.Client.ShowCollections(new ShowCollectionsRequest()).CollectionNames.Order(StringComparer.Ordinal))
        {
            var described = engine.Client.DescribeCollection(new DescribeCollectionRequest { CollectionName = name });
            lines.Add($"{name}: fields {string.Join(',', described.Schema.Fields.Select(field => field.Name))}");
            lines.Add($"{name}: properties {string.Join(',', described.Properties)}");
            lines.Add($"{name}: aliases {string.Join(',', described.Aliases)}");
            lines.Add($"{name}: indexes {string.Join(',', engine.DescribeIndex(name).IndexDescriptions.Select(index => index.IndexName))}");
            lines.Add($"{name}: partitions {string.Join(
                ',', engine.Client.ShowPartitions(new ShowPartitionsRequest { CollectionName = name }).PartitionNames)}");
            lines.Add($"{name}: snapshots {string.Join(
                ',', engine.Client.ListSnapshots(new ListSnapshotsRequest { CollectionName = name }).Snapshots)}");
            if (load ? engine.Load(name).Code == 0 : engine.Query(name, "id >= 0", ["count(*)"]).Status.Code == 0)
            {
                lines.Add($"{name}: rows {DescribeRows(engine, name)}");
            }
        }

        return string.Join('\n', lines);
    }

    private static int IndexOf(string step) => Steps.Select(one => one.Name).ToList().IndexOf(step);

    private static string DescribeRows(Engine engine, string name)
    {
        var columns = Engine.Ok(engine.Query(name, "id >= 0", ["id", "n", "t", "v"])).FieldsData.ToDictionary(data => data.FieldName);
        var rows = columns["id"].Scalars.LongData.Data.Select((id, at) => string.Join(
            ' ',
            id,
            columns["n"].Scalars.LongData.Data[at],
            columns["t"].Scalars.StringData.Data[at].Length,
            string.Join('/', columns["v"].Vectors.FloatVector.Data.Skip(at * Dim).Take(Dim))));
        return string.Join(',', rows);
    }

    private static FieldData[] Rows(int first, int count, long number, int length = 5)
    {
        long[] keys = [.. Enumerable.Range(first, count).Select(key => (long)key)];
        return
        [
            Longs("id", keys),
            Vectors("v", Dim, [.. keys.SelectMany(key => Enumerable.Range(0, Dim).Select(i => key + (i / 4f)))]),
            Longs("n", [.. keys.Select(_ => number)]),
            Texts("t", [.. keys.Select(key => new string((char)('a' + (key % 26)), length))]),
        ];
    }
}
