using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Users, roles, privileges and groups of privileges.</summary>
internal static partial class Rpcs
{
    // The second call would report that the user exists, and it would be unknown who created it.
    internal static readonly Rpc<CreateCredentialRequest, Status> CreateCredential =
        new(nameof(CreateCredential), RetryClass.UnsafeWrite, static (s, r, o) => s.CreateCredentialAsync(r, o), static r => r);

    // The second call would report that the old password is wrong.
    internal static readonly Rpc<UpdateCredentialRequest, Status> UpdateCredential =
        new(nameof(UpdateCredential), RetryClass.UnsafeWrite, static (s, r, o) => s.UpdateCredentialAsync(r, o), static r => r);

    internal static readonly Rpc<DeleteCredentialRequest, Status> DeleteCredential =
        new(nameof(DeleteCredential), RetryClass.IdempotentWrite, static (s, r, o) => s.DeleteCredentialAsync(r, o), static r => r);

    internal static readonly Rpc<ListCredUsersRequest, ListCredUsersResponse> ListCredUsers =
        new(nameof(ListCredUsers), RetryClass.Read, static (s, r, o) => s.ListCredUsersAsync(r, o), static r => r.Status);

    internal static readonly Rpc<SelectUserRequest, SelectUserResponse> SelectUser =
        new(nameof(SelectUser), RetryClass.Read, static (s, r, o) => s.SelectUserAsync(r, o), static r => r.Status);

    internal static readonly Rpc<OperateUserRoleRequest, Status> OperateUserRole =
        new(nameof(OperateUserRole), RetryClass.IdempotentWrite, static (s, r, o) => s.OperateUserRoleAsync(r, o), static r => r);

    internal static readonly Rpc<CreateRoleRequest, Status> CreateRole =
        new(nameof(CreateRole), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateRoleAsync(r, o), static r => r);

    internal static readonly Rpc<AlterRoleRequest, Status> AlterRole =
        new(nameof(AlterRole), RetryClass.IdempotentWrite, static (s, r, o) => s.AlterRoleAsync(r, o), static r => r);

    internal static readonly Rpc<DropRoleRequest, Status> DropRole =
        new(nameof(DropRole), RetryClass.IdempotentWrite, static (s, r, o) => s.DropRoleAsync(r, o), static r => r);

    internal static readonly Rpc<SelectRoleRequest, SelectRoleResponse> SelectRole =
        new(nameof(SelectRole), RetryClass.Read, static (s, r, o) => s.SelectRoleAsync(r, o), static r => r.Status);

    internal static readonly Rpc<OperatePrivilegeRequest, Status> OperatePrivilege =
        new(nameof(OperatePrivilege), RetryClass.IdempotentWrite, static (s, r, o) => s.OperatePrivilegeAsync(r, o), static r => r);

    internal static readonly Rpc<OperatePrivilegeV2Request, Status> OperatePrivilegeV2 =
        new(nameof(OperatePrivilegeV2), RetryClass.IdempotentWrite, static (s, r, o) => s.OperatePrivilegeV2Async(r, o), static r => r);

    internal static readonly Rpc<SelectGrantRequest, SelectGrantResponse> SelectGrant =
        new(nameof(SelectGrant), RetryClass.Read, static (s, r, o) => s.SelectGrantAsync(r, o), static r => r.Status);

    internal static readonly Rpc<CreatePrivilegeGroupRequest, Status> CreatePrivilegeGroup =
        new(nameof(CreatePrivilegeGroup), RetryClass.IdempotentWrite, static (s, r, o) => s.CreatePrivilegeGroupAsync(r, o), static r => r);

    internal static readonly Rpc<DropPrivilegeGroupRequest, Status> DropPrivilegeGroup =
        new(nameof(DropPrivilegeGroup), RetryClass.IdempotentWrite, static (s, r, o) => s.DropPrivilegeGroupAsync(r, o), static r => r);

    internal static readonly Rpc<ListPrivilegeGroupsRequest, ListPrivilegeGroupsResponse> ListPrivilegeGroups =
        new(nameof(ListPrivilegeGroups), RetryClass.Read, static (s, r, o) => s.ListPrivilegeGroupsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<OperatePrivilegeGroupRequest, Status> OperatePrivilegeGroup = new(
        nameof(OperatePrivilegeGroup),
        RetryClass.IdempotentWrite,
        static (s, r, o) => s.OperatePrivilegeGroupAsync(r, o),
        static r => r);

    internal static readonly Rpc<BackupRBACMetaRequest, BackupRBACMetaResponse> BackupRBAC =
        new(nameof(BackupRBAC), RetryClass.Read, static (s, r, o) => s.BackupRBACAsync(r, o), static r => r.Status);

    internal static readonly Rpc<RestoreRBACMetaRequest, Status> RestoreRBAC =
        new(nameof(RestoreRBAC), RetryClass.UnsafeWrite, static (s, r, o) => s.RestoreRBACAsync(r, o), static r => r);
}
