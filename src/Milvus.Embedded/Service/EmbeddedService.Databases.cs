using Grpc.Core;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Times;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Databases.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateDatabase(CreateDatabaseRequest request, ServerCallContext context) =>
        Run(context, _ =>
        {
            TimeZones.Check(request.Properties);
            catalog.CreateDatabase(request.DbName, KeyValues.Copy(request.Properties));
        });

    public override Task<Status> DropDatabase(DropDatabaseRequest request, ServerCallContext context) =>
        Run(context, _ => catalog.DropDatabase(request.DbName));

    public override Task<Status> AlterDatabase(AlterDatabaseRequest request, ServerCallContext context) =>
        Run(context, call => catalog.AlterDatabase(call.ResolveDatabase(request.DbName), request.Properties, request.DeleteKeys));

    public override Task<ListDatabasesResponse> ListDatabases(ListDatabasesRequest request, ServerCallContext context) => Run(
        context,
        _ =>
        {
            var response = new ListDatabasesResponse { Status = Statuses.Ok };
            foreach (var database in catalog.ListDatabases())
            {
                response.DbNames.Add(database.Name);
                response.CreatedTimestamp.Add((ulong)database.Created);
                response.DbIds.Add(database.Id);
            }

            return response;
        },
        status => new ListDatabasesResponse { Status = status });

    public override Task<DescribeDatabaseResponse> DescribeDatabase(DescribeDatabaseRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var database = catalog.ResolveDatabase(call.ResolveDatabase(request.DbName));
            var response = new DescribeDatabaseResponse
            {
                Status = Statuses.Ok,
                DbName = database.Name,
                DbID = database.Id,
                CreatedTimestamp = (ulong)database.Created,
            };
            response.Properties.AddRange(database.Properties.Select(pair => pair.Clone()));
            return response;
        },
        status => new DescribeDatabaseResponse { Status = status });
}
