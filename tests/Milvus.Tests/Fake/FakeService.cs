using Grpc.Core;
using Milvus.Protocol;

namespace Milvus.Tests.Fake;

/// <summary>The answers of the fake server without a script: those of a server with one collection that accepts all writes.</summary>
internal sealed class FakeService(FakeMilvus server) : MilvusService.MilvusServiceBase
{
    public override Task<ConnectResponse> Connect(ConnectRequest request, ServerCallContext context) => Task.FromResult(new ConnectResponse
    {
        Status = new Protocol.Status(),
        Identifier = FakeMilvus.Identifier,
        ServerInfo = new Protocol.ServerInfo { BuildTime = "today", GitCommit = "abc", DeployMode = "FAKE" },
    });

    public override Task<GetVersionResponse> GetVersion(GetVersionRequest request, ServerCallContext context) =>
        Task.FromResult(new GetVersionResponse { Status = new Protocol.Status(), Version = server.Version });

    public override Task<DescribeCollectionResponse> DescribeCollection(DescribeCollectionRequest request, ServerCallContext context) =>
        Task.FromResult(new DescribeCollectionResponse
        {
            Status = new Protocol.Status(),
            Schema = server.Schema,
            CollectionID = 7,
            CollectionName = request.CollectionName,
            ConsistencyLevel = Protocol.ConsistencyLevel.Bounded,
            ShardsNum = 1,
        });

    public override Task<ShowCollectionsResponse> ShowCollections(ShowCollectionsRequest request, ServerCallContext context) =>
        Task.FromResult(new ShowCollectionsResponse { Status = new Protocol.Status(), CollectionNames = { "docs" } });

    public override Task<Protocol.MutationResult> Insert(InsertRequest request, ServerCallContext context)
    {
        var key = request.FieldsData.First(field => field.FieldName == server.Schema.Fields.First(schema => schema.IsPrimaryKey).Name);
        return Task.FromResult(new Protocol.MutationResult
        {
            Status = new Protocol.Status(),
            InsertCnt = request.NumRows,
            Timestamp = 1000,
            IDs = new IDs { IntId = key.Scalars.LongData.Clone() },
        });
    }

    public override Task<Protocol.Status> DropIndex(DropIndexRequest request, ServerCallContext context) =>
        Task.FromResult(new Protocol.Status());

    public override Task<Protocol.Status> CreateIndex(CreateIndexRequest request, ServerCallContext context) =>
        Task.FromResult(new Protocol.Status());

    public override Task<Protocol.Status> LoadCollection(LoadCollectionRequest request, ServerCallContext context) =>
        Task.FromResult(new Protocol.Status());

    public override Task<Protocol.Status> ReleaseCollection(ReleaseCollectionRequest request, ServerCallContext context) =>
        Task.FromResult(new Protocol.Status());

    public override Task<Protocol.Status> DropCollection(DropCollectionRequest request, ServerCallContext context) =>
        Task.FromResult(new Protocol.Status());

    public override Task<DescribeIndexResponse> DescribeIndex(DescribeIndexRequest request, ServerCallContext context) =>
        Task.FromResult(
            new DescribeIndexResponse
            {
                Status = new Protocol.Status(),
                IndexDescriptions =
                {
                    new IndexDescription
                    {
                        IndexName = "vector",
                        FieldName = "vector",
                        State = Protocol.IndexState.Finished,
                    },
                },
            });
}
