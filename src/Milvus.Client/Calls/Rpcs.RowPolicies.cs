using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Row policies, and the tags of users and principals for them.</summary>
internal static partial class Rpcs
{
    internal static readonly Rpc<CreateRowPolicyRequest, Status> CreateRowPolicy =
        new(nameof(CreateRowPolicy), RetryClass.UnsafeWrite, static (s, r, o) => s.CreateRowPolicyAsync(r, o), static r => r);

    // It replaces the whole policy.
    internal static readonly Rpc<UpdateRowPolicyRequest, Status> UpdateRowPolicy =
        new(nameof(UpdateRowPolicy), RetryClass.IdempotentWrite, static (s, r, o) => s.UpdateRowPolicyAsync(r, o), static r => r);

    internal static readonly Rpc<DropRowPolicyRequest, Status> DropRowPolicy =
        new(nameof(DropRowPolicy), RetryClass.IdempotentWrite, static (s, r, o) => s.DropRowPolicyAsync(r, o), static r => r);

    internal static readonly Rpc<ListRowPoliciesRequest, ListRowPoliciesResponse> ListRowPolicies =
        new(nameof(ListRowPolicies), RetryClass.Read, static (s, r, o) => s.ListRowPoliciesAsync(r, o), static r => r.Status);

    internal static readonly Rpc<AddUserTagsRequest, Status> AddUserTags =
        new(nameof(AddUserTags), RetryClass.IdempotentWrite, static (s, r, o) => s.AddUserTagsAsync(r, o), static r => r);

    internal static readonly Rpc<DeleteUserTagsRequest, Status> DeleteUserTags =
        new(nameof(DeleteUserTags), RetryClass.IdempotentWrite, static (s, r, o) => s.DeleteUserTagsAsync(r, o), static r => r);

    internal static readonly Rpc<GetUserTagsRequest, GetUserTagsResponse> GetUserTags =
        new(nameof(GetUserTags), RetryClass.Read, static (s, r, o) => s.GetUserTagsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ListUsersWithTagRequest, ListUsersWithTagResponse> ListUsersWithTag =
        new(nameof(ListUsersWithTag), RetryClass.Read, static (s, r, o) => s.ListUsersWithTagAsync(r, o), static r => r.Status);

    internal static readonly Rpc<SetRLSPrincipalTagsRequest, Status> SetRLSPrincipalTags =
        new(nameof(SetRLSPrincipalTags), RetryClass.IdempotentWrite, static (s, r, o) => s.SetRLSPrincipalTagsAsync(r, o), static r => r);

    internal static readonly Rpc<DeleteRLSPrincipalTagsRequest, Status> DeleteRLSPrincipalTags = new(
        nameof(DeleteRLSPrincipalTags),
        RetryClass.IdempotentWrite,
        static (s, r, o) => s.DeleteRLSPrincipalTagsAsync(r, o),
        static r => r);

    internal static readonly Rpc<GetRLSPrincipalTagsRequest, GetRLSPrincipalTagsResponse> GetRLSPrincipalTags =
        new(nameof(GetRLSPrincipalTags), RetryClass.Read, static (s, r, o) => s.GetRLSPrincipalTagsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ListRLSPrincipalsRequest, ListRLSPrincipalsResponse> ListRLSPrincipals =
        new(nameof(ListRLSPrincipals), RetryClass.Read, static (s, r, o) => s.ListRLSPrincipalsAsync(r, o), static r => r.Status);
}
