using System.Security.Cryptography.X509Certificates;
using Milvus.Protocol;

namespace Milvus.Tests.Client;

/// <summary>The answers of a Milvus 2.6 with one collection that accepts all writes, for a fake server.</summary>
internal sealed class OneCollection
{
    internal const long Identifier = 42;

    private OneCollection(CallLog log)
    {
        log.Answer("GetVersion", new GetVersionResponse { Status = new Protocol.Status(), Version = "v2.6.0" });
        log.Answer("Connect", new ConnectResponse
        {
            Status = new Protocol.Status(),
            Identifier = Identifier,
            ServerInfo = new Protocol.ServerInfo { BuildTime = "today", GitCommit = "abc", DeployMode = "FAKE" },
        });
        log.Answer("ShowCollections", new ShowCollectionsResponse { Status = new Protocol.Status(), CollectionNames = { "docs" } });
        log.Answers["DescribeCollection"] = request => Describe((DescribeCollectionRequest)request);
        log.Answers["Insert"] = request => Insert((InsertRequest)request);
        log.Answer("DescribeIndex", new DescribeIndexResponse
        {
            Status = new Protocol.Status(),
            IndexDescriptions =
            {
                new IndexDescription { IndexName = "vector", FieldName = "vector", State = Protocol.IndexState.Finished },
            },
        });
        foreach (var name in new[] { "CreateIndex", "DropIndex", "LoadCollection", "ReleaseCollection", "DropCollection" })
        {
            log.Answer(name, new Protocol.Status());
        }
    }

    /// <summary>The schema that DescribeCollection returns for every collection: an Int64 key "id" and a float vector "vector" of dimension
    /// 2.</summary>
    internal CollectionSchema Schema { get; set; } = new()
    {
        Name = "docs",
        Fields =
        {
            new FieldSchema { Name = "id", DataType = Protocol.DataType.Int64, IsPrimaryKey = true },
            new FieldSchema
            {
                Name = "vector",
                DataType = Protocol.DataType.FloatVector,
                TypeParams = { new Protocol.KeyValuePair { Key = "dim", Value = "2" } },
            },
        },
    };

    /// <summary>Starts a fake server with the collection.</summary>
    internal static RecordingServer Serve(X509Certificate2? certificate = null, bool requiresClientCertificate = false) =>
        Serve(out _, certificate, requiresClientCertificate);

    /// <inheritdoc cref="Serve(X509Certificate2,bool)"/>
    internal static RecordingServer Serve(
        out OneCollection collection,
        X509Certificate2? certificate = null,
        bool requiresClientCertificate = false)
    {
        var server = new RecordingServer(certificate: certificate, requiresClientCertificate: requiresClientCertificate);
        collection = new OneCollection(server.Log);
        return server;
    }

    private DescribeCollectionResponse Describe(DescribeCollectionRequest request) => new()
    {
        Status = new Protocol.Status(),
        Schema = Schema,
        CollectionID = 7,
        CollectionName = request.CollectionName,
        ConsistencyLevel = Protocol.ConsistencyLevel.Bounded,
        ShardsNum = 1,
    };

    private Protocol.MutationResult Insert(InsertRequest request)
    {
        var key = request.FieldsData.First(field => field.FieldName == Schema.Fields.First(schema => schema.IsPrimaryKey).Name);
        return new Protocol.MutationResult
        {
            Status = new Protocol.Status(),
            InsertCnt = request.NumRows,
            Timestamp = 1000,
            IDs = new IDs { IntId = key.Scalars.LongData.Clone() },
        };
    }
}
