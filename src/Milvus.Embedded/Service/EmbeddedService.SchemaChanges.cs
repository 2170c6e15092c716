using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Schema changes of existing collections.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<AlterCollectionSchemaResponse> AlterCollectionSchema(
        AlterCollectionSchemaRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveForAlter(call, request.DbName, request.CollectionName, request.CollectionID);
                switch (request.Action?.OpCase)
                {
                    case AlterCollectionSchemaRequest.Types.Action.OpOneofCase.AddRequest:
                        catalog.AddToSchema(collection, request.Action.AddRequest);
                        break;
                    case AlterCollectionSchemaRequest.Types.Action.OpOneofCase.DropRequest:
                        foreach (var index in catalog.DropFromSchema(collection, request.Action.DropRequest))
                        {
                            builds.Forget(collection, index);
                        }

                        break;
                    default:
                        throw MilvusError.Parameter("action is nil in alter schema task");
                }

                builds.Start(collection);
                return new AlterCollectionSchemaResponse { AlterStatus = Statuses.Ok };
            },
            status => new AlterCollectionSchemaResponse { AlterStatus = status });

    public override Task<Status> AddCollectionStructField(AddCollectionStructFieldRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveForAlter(call, request.DbName, request.CollectionName, request.CollectionID);
                catalog.AddStruct(
                    collection,
                    request.StructArrayFieldSchema ?? throw MilvusError.Parameter("empty struct array field schema"));
                builds.Start(collection);
            });

    /// <summary>
    /// A BM25 function is added together with its output field, by AlterCollectionSchema. Other functions are unsupported.
    /// </summary>
    public override Task<Status> AddCollectionFunction(
        AddCollectionFunctionRequest request,
        ServerCallContext context) => Run(context, call =>
    {
        ResolveForAlter(call, request.DbName, request.CollectionName, request.CollectionID);
        throw MilvusError.Parameter(request.FunctionSchema?.Type switch
        {
            FunctionType.Bm25 => $"BM25 function {request.FunctionSchema.Name} comes with its output field: add both in one request",
            FunctionType.TextEmbedding =>
                $"function {request.FunctionSchema.Name} has type TextEmbedding, which this engine adds only to a new collection",
            _ => $"function {request.FunctionSchema?.Name} has type {request.FunctionSchema?.Type}, which this engine does not have",
        });
    });

    public override Task<Status> AlterCollectionFunction(AlterCollectionFunctionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveForAlter(call, request.DbName, request.CollectionName, request.CollectionID);
                var altered = collection.Schema.Functions.FirstOrDefault(function => function.Name == request.FunctionName);
                throw MilvusError.Parameter(altered?.Type switch
                {
                    null => $"function not found: {request.FunctionName}",
                    FunctionType.TextEmbedding =>
                        $"function {request.FunctionName} cannot be altered: the stored vectors would be of another model",
                    _ => $"BM25 function {request.FunctionName} cannot be altered: drop it with its output field and add it again",
                });
            });

    public override Task<Status> DropCollectionFunction(DropCollectionFunctionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                catalog.DropFromSchema(
                    ResolveForAlter(call, request.DbName, request.CollectionName, request.CollectionID),
                    new AlterCollectionSchemaRequest.Types.DropRequest { FunctionName = request.FunctionName });
            });

    private CollectionEntry ResolveForAlter(Call call, string database, string name, long id) =>
        (name.Length == 0 && id != 0 ? catalog.FindCollection(id) : null)
        ?? catalog.ResolveCollection(call.ResolveDatabase(database), name);
}
