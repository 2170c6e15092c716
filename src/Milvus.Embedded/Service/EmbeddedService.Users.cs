using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Users and their roles.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateCredential(CreateCredentialRequest request, ServerCallContext context) =>
        Run(context, _ => access.CreateUser(request.Username, request.Password, request.Description));

    public override Task<Status> UpdateCredential(UpdateCredentialRequest request, ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                if (request.HasDescription && request.OldPassword.Length + request.NewPassword.Length == 0)
                {
                    access.Describe(request.Username, request.Description);
                    return;
                }

                access.ChangePassword(
                    request.Username,
                    request.OldPassword,
                    request.NewPassword,
                    request.HasDescription ? request.Description : null);
            });

    public override Task<Status> DeleteCredential(DeleteCredentialRequest request, ServerCallContext context) =>
        Run(context, _ => access.DropUser(request.Username));

    public override Task<ListCredUsersResponse> ListCredUsers(ListCredUsersRequest request, ServerCallContext context) => Run(
        context,
        _ =>
        {
            var response = new ListCredUsersResponse { Status = Statuses.Ok };
            response.Usernames.AddRange(access.ListUsers().Select(user => user.User.Name));
            return response;
        },
        status => new ListCredUsersResponse { Status = status });

    public override Task<SelectUserResponse> SelectUser(SelectUserRequest request, ServerCallContext context) => Run(
        context,
        _ =>
        {
            if (request.User is not null)
            {
                AccessRules.CheckUser(request.User.Name);
            }

            var response = new SelectUserResponse { Status = Statuses.Ok };
            foreach (var (user, roles) in access.ListUsers().Where(user => request.User is null || user.User.Name == request.User.Name))
            {
                var result = new UserResult { User = new UserEntity { Name = user.Name }, Description = user.Description };
                if (request.IncludeRoleInfo)
                {
                    result.Roles.AddRange(roles.Select(role => new RoleEntity { Name = role }));
                }

                response.Results.Add(result);
            }

            return response;
        },
        status => new SelectUserResponse { Status = status });

    public override Task<Status> OperateUserRole(OperateUserRoleRequest request, ServerCallContext context) =>
        Run(context, _ => access.OperateUserRole(request.Username, request.RoleName, request.Type));
}
