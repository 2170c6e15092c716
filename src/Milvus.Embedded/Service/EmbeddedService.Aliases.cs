using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Schema;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Aliases.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateAlias(CreateAliasRequest request, ServerCallContext context) =>
        Run(context, call => catalog.CreateAlias(call.ResolveDatabase(request.DbName), request.Alias, request.CollectionName));

    public override Task<Status> AlterAlias(AlterAliasRequest request, ServerCallContext context) =>
        Run(context, call => catalog.AlterAlias(call.ResolveDatabase(request.DbName), request.Alias, request.CollectionName));

    public override Task<Status> DropAlias(DropAliasRequest request, ServerCallContext context) =>
        Run(context, call => catalog.DropAlias(call.ResolveDatabase(request.DbName), request.Alias));

    public override Task<DescribeAliasResponse> DescribeAlias(DescribeAliasRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            NameRules.Alias(request.Alias);
            var database = call.ResolveDatabase(request.DbName);
            return new DescribeAliasResponse
            {
                Status = Statuses.Ok,
                DbName = database,
                Alias = request.Alias,
                Collection = catalog.ResolveAlias(database, request.Alias).Name,
            };
        },
        status => new DescribeAliasResponse { Status = status });

    public override Task<ListAliasesResponse> ListAliases(ListAliasesRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var database = call.ResolveDatabase(request.DbName);
            var collection = request.CollectionName.Length > 0 ? ResolveCollection(call, request.DbName, request.CollectionName) : null;
            var response = new ListAliasesResponse { Status = Statuses.Ok, DbName = database, CollectionName = request.CollectionName };
            response.Aliases.AddRange(catalog.ListAliases(database, collection));
            return response;
        },
        status => new ListAliasesResponse { Status = status });
}
