using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Roles and grants.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateRole(CreateRoleRequest request, ServerCallContext context) =>
        Run(context, _ => access.CreateRole(request.Entity?.Name ?? "", request.Entity?.Description ?? ""));

    public override Task<Status> AlterRole(AlterRoleRequest request, ServerCallContext context) =>
        Run(context, _ => access.AlterRole(request.RoleName, request.Description));

    public override Task<Status> DropRole(DropRoleRequest request, ServerCallContext context) =>
        Run(context, _ => access.DropRole(request.RoleName, request.ForceDrop));

    public override Task<SelectRoleResponse> SelectRole(SelectRoleRequest request, ServerCallContext context) => Run(
        context,
        _ =>
        {
            if (request.Role is not null)
            {
                AccessRules.CheckRole(request.Role.Name);
            }

            var response = new SelectRoleResponse { Status = Statuses.Ok };
            var roles = access.ListRoles().Where(role => request.Role is null || role.Name == request.Role.Name);
            foreach (var (name, description, users) in roles)
            {
                var result = new RoleResult { Role = new RoleEntity { Name = name, Description = description } };
                if (request.IncludeUserInfo)
                {
                    result.Users.AddRange(users.Select(user => new UserEntity { Name = user }));
                }

                response.Results.Add(result);
            }

            return response;
        },
        status => new SelectRoleResponse { Status = status });

    public override Task<Status> OperatePrivilege(OperatePrivilegeRequest request, ServerCallContext context) => Run(context, call =>
    {
        var entity = request.Entity ?? new GrantEntity();
        access.Operate(
            new Grant(
                entity.Role?.Name ?? "",
                call.ResolveDatabase(entity.DbName),
                entity.Object?.Name ?? "",
                entity.ObjectName,
                entity.Grantor?.Privilege?.Name ?? "")
            {
                Grantor = call.User,
            },
            request.Type);
    });

    public override Task<Status> OperatePrivilegeV2(OperatePrivilegeV2Request request, ServerCallContext context) => Run(context, call =>
        access.OperateV2(
            request.Role?.Name ?? "",
            call.ResolveDatabase(request.DbName),
            request.CollectionName.Length > 0 ? request.CollectionName : Grant.Any,
            request.Grantor?.Privilege?.Name ?? "",
            call.User,
            request.Type));

    public override Task<SelectGrantResponse> SelectGrant(SelectGrantRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var entity = request.Entity ?? new GrantEntity();
            var response = new SelectGrantResponse { Status = Statuses.Ok };
            response.Entities.AddRange(access
                .ListGrants(entity.Role?.Name ?? "", call.ResolveDatabase(entity.DbName), entity.Object?.Name, entity.ObjectName)
                .Select(AccessCatalog.ToEntity));
            return response;
        },
        status => new SelectGrantResponse { Status = status });
}
