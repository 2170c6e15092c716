namespace Milvus.Tests.Embedded;

using Grpc.Core;
using Milvus.Protocol;
using static Milvus.Tests.Embedded.Data;
using static Milvus.Tests.Embedded.Schemas;

/// <summary>Common to all calls: headers, deadline, cancellation, and an unchanged request.</summary>
public sealed class CallTests
{
    [Fact]
    public void Call_RPC_that_is_not_there_is_named()
    {
        using var engine = new Engine();
        var error = Assert.Throws<RpcException>(() => engine.Client.CreateRowPolicy(new CreateRowPolicyRequest()));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public void Call_database_comes_from_the_request_or_else_from_the_header()
    {
        using var engine = new Engine();
        Engine.Ok(engine.Client.CreateDatabase(new CreateDatabaseRequest { DbName = "other" }));
        var other = new Metadata { { "dbname", "other" } };
        var schema = new CollectionSchema { Name = "c", Fields = { Key(), Vector() } };
        Engine.Ok(
            engine.Client.CreateCollection(
                new CreateCollectionRequest { CollectionName = "c", Schema = Google.Protobuf.MessageExtensions.ToByteString(schema) },
                other));
        Assert.Equal(["c"], engine.Client.ShowCollections(new ShowCollectionsRequest(), other).CollectionNames);
        Assert.Equal(["c"], engine.Client.ShowCollections(new ShowCollectionsRequest { DbName = "other" }).CollectionNames);
        Assert.Empty(engine.Client.ShowCollections(new ShowCollectionsRequest { DbName = "default" }, other).CollectionNames);
        Assert.Equal(
            (800, ServerTexts.DatabaseNotFoundDatabaseNope),
            (
                engine.Client.ShowCollections(new ShowCollectionsRequest { DbName = "nope" }).Status.Code,
                engine.Client.ShowCollections(new ShowCollectionsRequest { DbName = "nope" }).Status.Reason));
        Assert.Equal(1100, engine.Client.DropDatabase(new DropDatabaseRequest { DbName = "other" }).Code);
        Engine.Ok(engine.Client.DropCollection(new DropCollectionRequest { CollectionName = "c" }, other));
        Engine.Ok(engine.Client.DropDatabase(new DropDatabaseRequest { DbName = "other" }));
    }

    [Fact]
    public void Call_deadline_that_has_passed_and_a_cancelled_call_are_errors_of_the_call()
    {
        using var engine = new Engine();
        var late = Assert.Throws<RpcException>(() =>
            engine.Client.GetVersion(new GetVersionRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var stopped = Assert.Throws<RpcException>(() =>
            engine.Client.GetVersion(new GetVersionRequest(), cancellationToken: cancelled.Token));
        Assert.Equal(StatusCode.Cancelled, stopped.StatusCode);
    }

    [Fact]
    public void Call_request_can_be_sent_again_as_it_is()
    {
        using var engine = new Engine();
        engine.CreateLoaded("c", Text().Nullable());
        var request = new UpsertRequest { CollectionName = "c", NumRows = 2 };
        request.FieldsData.AddRange([Longs("id", 1, 2), Vectors("v", 4, 1, 2, 3, 4, 5, 6, 7, 8), Texts("t", "x").Valid(true, false)]);
        var before = request.Clone();
        Engine.Ok(engine.Client.Upsert(request));
        Engine.Ok(engine.Client.Upsert(request));
        Assert.Equal(before, request);
        request.FieldsData[1].Vectors.FloatVector.Data[0] = 99;
        Assert.Equal(
            1f,
            Engine.Ok(engine.Query("c", "id == 1", ["v"])).FieldsData.Single(data => data.FieldName == "v").Vectors.FloatVector.Data[0]);
        Assert.Equal(2, engine.Count("c"));
    }
}
