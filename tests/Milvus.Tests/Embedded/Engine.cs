using Google.Protobuf;
using Milvus.Client.InProcess;
using Milvus.Embedded;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>An engine with short forms of the requests that tests send, over the generated client, without a socket.</summary>
internal sealed class Engine : IDisposable
{
    private readonly EmbeddedEngine _engine;

    public Engine(string? path = null, TimeProvider? time = null)
    {
        _engine = EmbeddedEngine.Open(path, time);
        Client = new MilvusService.MilvusServiceClient(new InProcessCallInvoker(_engine.Service));
    }

    public MilvusService.MilvusServiceClient Client { get; }

    public EmbeddedEngine Database => _engine;

    /// <summary>Called before each part of a long read, so that a test can block the reader.</summary>
    public Action? BeforePart
    {
        set => _engine.Store.BeforePart = value;
    }

    public void Dispose() => _engine.Dispose();

    public Protocol.Status Create(
        string name,
        IEnumerable<FieldSchema> fields,
        bool dynamicField = false,
        int shards = 0,
        long partitions = 0
    ) => Requests.Create(Client, name, fields, dynamicField, shards, partitions);

    /// <summary>Creates a collection with a key, a vector of dimension four and a number, with the index FLAT and L2, and loads
    /// it.</summary>
    public void CreateLoaded(string name, params FieldSchema[] more)
    {
        Ok(Create(name, [Schemas.Key(), Schemas.Vector(), .. more]));
        Ok(Index(name, "v", ("index_type", "FLAT"), ("metric_type", "L2")));
        Ok(Load(name));
    }

    public Protocol.Status Index(string collection, string field, params (string Key, string Value)[] parameters) =>
        Requests.Index(Client, collection, field, "", parameters);

    public Protocol.Status NamedIndex(string collection, string field, string name, params (string Key, string Value)[] parameters) =>
        Requests.Index(Client, collection, field, name, parameters);

    public Protocol.Status DropIndex(string collection, string index) =>
        Client.DropIndex(new DropIndexRequest { CollectionName = collection, IndexName = index });

    public DescribeIndexResponse DescribeIndex(string collection, string index = "") =>
        Client.DescribeIndex(new DescribeIndexRequest { CollectionName = collection, IndexName = index });

    public Protocol.Status Load(string collection) => Client.LoadCollection(new LoadCollectionRequest { CollectionName = collection });

    public Protocol.Status Release(string collection) =>
        Client.ReleaseCollection(new ReleaseCollectionRequest { CollectionName = collection });

    public Protocol.Status Drop(string collection) => Client.DropCollection(new DropCollectionRequest { CollectionName = collection });

    public MutationResult Insert(string collection, uint rows, params FieldData[] columns) =>
        Requests.Insert(Client, collection, rows, columns);

    public MutationResult Upsert(string collection, uint rows, params FieldData[] columns)
    {
        var request = new UpsertRequest { CollectionName = collection, NumRows = rows };
        request.FieldsData.AddRange(columns);
        return Client.Upsert(request);
    }

    public MutationResult Delete(string collection, string filter) =>
        Client.Delete(new DeleteRequest { CollectionName = collection, Expr = filter });

    public QueryResults Query(
        string collection,
        string filter,
        IEnumerable<string> output,
        params (string Key, string Value)[] parameters
    ) => Requests.Query(Client, collection, filter, output, parameters);

    public long[] Keys(string collection, string filter) =>
        [.. Ok(Query(collection, filter, ["id"])).FieldsData.Single(data => data.FieldName == "id").Scalars.LongData.Data];

    public long Count(string collection, string filter = "") =>
        Ok(Query(collection, filter, ["count(*)"])).FieldsData[0].Scalars.LongData.Data[0];

    public SearchResults Search(
        string collection,
        string field,
        string metric,
        int top,
        ByteString vector,
        PlaceholderType type = PlaceholderType.FloatVector,
        string filter = "",
        string parameters = "{}",
        string[]? output = null,
        params (string Key, string Value)[] more
    ) => Requests.Search(Client, collection, field, metric, top, [vector], type, filter, parameters, output, more);

    public static T Ok<T>(T answer)
        where T : class, IMessage
    {
        var status = answer as Protocol.Status ?? (Protocol.Status)answer.Descriptor.FindFieldByName("status").Accessor.GetValue(answer);
        Assert.True(status.Code == 0, $"{status.Code} {status.Reason}");
        return answer;
    }
}
