using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    internal Task CreateRowPolicyAsync(CallContext call, RowPolicy policy, CancellationToken token)
    {
        var request = new Protocol.CreateRowPolicyRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = policy.Collection,
            PolicyName = policy.Name,
            UsingExpr = policy.UsingFilter,
            CheckExpr = policy.CheckFilter,
            Description = policy.Description,
        };
        request.Actions.AddRange(policy.Action.Select(ActionOf));
        if (policy.PolicyType.Length > 0)
        {
            request.PolicyType = PolicyTypeOf(policy.PolicyType);
        }

        return CallAsync(call, Rpcs.CreateRowPolicy, request, token);
    }

    /// <summary>Replaces the policy of the same name.</summary>
    internal Task UpdateRowPolicyAsync(CallContext call, RowPolicy policy, CancellationToken token)
    {
        var request = new Protocol.UpdateRowPolicyRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = policy.Collection,
            PolicyName = policy.Name,
            UsingExpr = policy.UsingFilter,
            CheckExpr = policy.CheckFilter,
            Description = policy.Description,
            PolicyType = PolicyTypeOf(policy.PolicyType),
        };
        request.Actions.AddRange(policy.Action.Select(ActionOf));
        return CallAsync(call, Rpcs.UpdateRowPolicy, request, token);
    }

    internal Task DropRowPolicyAsync(CallContext call, string collection, string name, CancellationToken token) => CallAsync(
        call,
        Rpcs.DropRowPolicy,
        new Protocol.DropRowPolicyRequest { DbName = call.Database ?? string.Empty, CollectionName = collection, PolicyName = name },
        token);

    internal async Task<IReadOnlyList<RowPolicy>> ListRowPoliciesAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.ListRowPoliciesRequest { DbName = call.Database ?? string.Empty, CollectionName = collection };
        var answer = await CallAsync(call, Rpcs.ListRowPolicies, request, token).ConfigureAwait(false);
        return
        [
            .. answer.Policies.Select(policy => new RowPolicy
            {
                Name = policy.PolicyName,
                Collection = collection,
                Database = DatabaseOf(call),
                Action = [.. policy.Actions.Select(action => action.ToString())],
                UsingFilter = policy.UsingExpr,
                CheckFilter = policy.CheckExpr,
                Description = policy.Description,
                // A type that this contract does not define is returned as its number.
                PolicyType = policy.PolicyType == Protocol.RowPolicyType.Unknown ? string.Empty : policy.PolicyType.ToString(),
                Created = policy.CreatedAt > 0 ? ServerTime.FromMilliseconds((ulong)policy.CreatedAt) : null,
            }),
        ];
    }

    internal async Task<UserTag> GetUserTagsAsync(CallContext call, string user, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetUserTags, new Protocol.GetUserTagsRequest { UserName = user }, token)
            .ConfigureAwait(false);
        return new UserTag { User = user, Tag = Sorted(answer.Tags) };
    }

    internal async Task<IReadOnlyList<string>> ListUsersWithTagAsync(CallContext call, string tag, string value, CancellationToken token)
    {
        var answer = await CallAsync(
                call,
                Rpcs.ListUsersWithTag,
                new Protocol.ListUsersWithTagRequest { TagKey = tag, TagValue = value },
                token)
            .ConfigureAwait(false);
        return [.. answer.UserNames.Order(StringComparer.Ordinal)];
    }

    internal Task AddUserTagsAsync(CallContext call, string user, IReadOnlyDictionary<string, string> tags, CancellationToken token)
    {
        var request = new Protocol.AddUserTagsRequest { UserName = user };
        request.Tags.Add(tags.ToDictionary(StringComparer.Ordinal));
        return CallAsync(call, Rpcs.AddUserTags, request, token);
    }

    internal Task DeleteUserTagsAsync(CallContext call, string user, IReadOnlyList<string> tags, CancellationToken token)
    {
        var request = new Protocol.DeleteUserTagsRequest { UserName = user };
        request.TagKeys.AddRange(tags);
        return CallAsync(call, Rpcs.DeleteUserTags, request, token);
    }

    internal async Task<PrincipalTag> GetPrincipalTagsAsync(CallContext call, string collection, string principal, CancellationToken token)
    {
        var request = new Protocol.GetRLSPrincipalTagsRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            PrincipalName = principal,
        };
        var answer = await CallAsync(call, Rpcs.GetRLSPrincipalTags, request, token).ConfigureAwait(false);
        return new PrincipalTag { Collection = collection, Database = DatabaseOf(call), Principal = principal, Tag = Sorted(answer.Tags) };
    }

    internal async Task<IReadOnlyList<string>> ListPrincipalsAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.ListRLSPrincipalsRequest { DbName = call.Database ?? string.Empty, CollectionName = collection };
        var answer = await CallAsync(call, Rpcs.ListRLSPrincipals, request, token).ConfigureAwait(false);
        return [.. answer.PrincipalNames.Order(StringComparer.Ordinal)];
    }

    internal Task SetPrincipalTagsAsync(
        CallContext call,
        string collection,
        string principal,
        IReadOnlyDictionary<string, string> tags,
        CancellationToken token)
    {
        var request = new Protocol.SetRLSPrincipalTagsRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            PrincipalName = principal,
        };
        request.Tags.Add(tags.ToDictionary(StringComparer.Ordinal));
        return CallAsync(call, Rpcs.SetRLSPrincipalTags, request, token);
    }

    internal Task DeletePrincipalTagsAsync(
        CallContext call,
        string collection,
        string principal,
        IReadOnlyList<string> tags,
        CancellationToken token)
    {
        var request = new Protocol.DeleteRLSPrincipalTagsRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            PrincipalName = principal,
        };
        request.TagKeys.AddRange(tags);
        return CallAsync(call, Rpcs.DeleteRLSPrincipalTags, request, token);
    }

    private static SortedDictionary<string, string> Sorted(IDictionary<string, string> tags) => new(tags, StringComparer.Ordinal);

    private static Protocol.RowPolicyAction ActionOf(string name) => Parse<Protocol.RowPolicyAction>(name, "action of a row policy");

    private static Protocol.RowPolicyType PolicyTypeOf(string name) =>
        name.Length == 0 ? Protocol.RowPolicyType.Unknown : Parse<Protocol.RowPolicyType>(name, "type of a row policy");

    private static T Parse<T>(string name, string what)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value)
            ? value
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{name}' is not a valid {what}: use {string.Join(", ", Enum.GetNames<T>())}.");
}
