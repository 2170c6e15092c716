using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Privilege groups, backup and restore of access data.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreatePrivilegeGroup(CreatePrivilegeGroupRequest request, ServerCallContext context) =>
        Run(context, _ => access.CreateGroup(request.GroupName));

    public override Task<Status> DropPrivilegeGroup(DropPrivilegeGroupRequest request, ServerCallContext context) =>
        Run(context, _ => access.DropGroup(request.GroupName));

    public override Task<Status> OperatePrivilegeGroup(OperatePrivilegeGroupRequest request, ServerCallContext context) =>
        Run(
            context,
            _ => access.OperateGroup(request.GroupName, [.. request.Privileges.Select(privilege => privilege.Name)], request.Type));

    public override Task<ListPrivilegeGroupsResponse> ListPrivilegeGroups(ListPrivilegeGroupsRequest request, ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                var response = new ListPrivilegeGroupsResponse { Status = Statuses.Ok };
                response.PrivilegeGroups.AddRange(
                    access.ListGroups(builtIn: true).Select(group => AccessCatalog.ToInfo(group.Name, group.Privileges)));
                return response;
            },
            status => new ListPrivilegeGroupsResponse { Status = status });

    public override Task<BackupRBACMetaResponse> BackupRBAC(BackupRBACMetaRequest request, ServerCallContext context) => Run(
        context,
        _ => new BackupRBACMetaResponse { Status = Statuses.Ok, RBACMeta = access.Backup() },
        status => new BackupRBACMetaResponse { Status = status });

    public override Task<Status> RestoreRBAC(RestoreRBACMetaRequest request, ServerCallContext context) =>
        Run(context, _ => access.Restore(request.RBACMeta ?? new RBACMeta()));
}
