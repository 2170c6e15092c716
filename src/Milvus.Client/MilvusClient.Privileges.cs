using Milvus.Client.Access;
using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const string AnyName = "*";

    /// <summary>The grants of a role in a database; * for those that apply to all databases.</summary>
    internal async Task<IReadOnlyList<Privilege>> GetPrivilegesAsync(
        CallContext call,
        string role,
        string? database,
        CancellationToken token)
    {
        var request = new Protocol.SelectGrantRequest
        {
            Entity = new Protocol.GrantEntity
            {
                Role = new Protocol.RoleEntity { Name = role },
                DbName = database ?? DatabaseOf(call) ?? string.Empty,
            },
        };
        var answer = await CallAsync(InRealDatabase(call), Rpcs.SelectGrant, request, token).ConfigureAwait(false);
        return [.. answer.Entities.Select(GrantConversion.Read)];
    }

    /// <summary>
    /// Grants or revokes a privilege or a privilege group, in a collection (* for all) of a database (* for all). Servers before 2.5
    /// require the type of the object, which follows from a single privilege.
    /// </summary>
    internal async Task OperatePrivilegeV2Async(
        CallContext call,
        string role,
        string privilege,
        string collection,
        bool give,
        CancellationToken token)
    {
        var database = DatabaseOf(call) ?? string.Empty;
        var request = new Protocol.OperatePrivilegeV2Request
        {
            Role = new Protocol.RoleEntity { Name = role },
            Grantor = new Protocol.GrantorEntity { Privilege = new Protocol.PrivilegeEntity { Name = privilege } },
            Type = Operation(give),
            DbName = database,
            CollectionName = collection,
        };
        try
        {
            await CallAsync(InRealDatabase(call), Rpcs.OperatePrivilegeV2, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (IsUnsupported(e) && GrantConversion.TypeOf(privilege) is { } type)
        {
            call.Verbose.Enqueue($"The server does not support grants without a type: {privilege} is granted with the type {type}.");
            var grant = new Privilege { Role = role, Name = privilege, Database = database, ObjectType = type, ObjectName = collection };
            await OperatePrivilegeAsync(call, grant, give, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            // Such a server has no groups, so a name that is not known is probably misspelt.
            throw e.With($"{e.Message} The privilege {privilege} is not one that such a server has.");
        }
    }

    /// <summary>Grants or revokes a listed grant: privilege groups are supported only without a type.</summary>
    internal Task OperateListedAsync(CallContext call, Privilege grant, bool give, CancellationToken token) =>
        grant.Name == AnyName || GrantConversion.TypeOf(grant.Name) is not null
            ? OperatePrivilegeAsync(call, grant, give, token)
            : OperatePrivilegeV2Async(
                call.ForDatabase(grant.Database ?? call.Database),
                grant.Role,
                grant.Name,
                grant.ObjectName,
                give,
                token);

    /// <summary>Grants or revokes a privilege of an object of a type.</summary>
    internal Task OperatePrivilegeAsync(CallContext call, Privilege grant, bool give, CancellationToken token)
    {
        var entity = GrantConversion.Write(grant);
        if (entity.DbName.Length == 0)
        {
            entity.DbName = DatabaseOf(call) ?? string.Empty;
        }

        // The grantor is the caller; the server fills it in.
        entity.Grantor.User = null;
        return CallAsync(
            InRealDatabase(call),
            Rpcs.OperatePrivilege,
            new Protocol.OperatePrivilegeRequest { Entity = entity, Type = Operation(give) },
            token);
    }

    /// <summary>The groups of privileges, by name.</summary>
    internal async Task<IReadOnlyList<PrivilegeGroup>> GetPrivilegeGroupsAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ListPrivilegeGroups, new Protocol.ListPrivilegeGroupsRequest(), token)
            .ConfigureAwait(false);
        return [.. answer.PrivilegeGroups.Select(GrantConversion.Read).OrderBy(group => group.Name, StringComparer.Ordinal)];
    }

    /// <summary>The privileges that can be granted, and the server's privilege groups.</summary>
    internal async Task<IReadOnlyList<string>> ListPrivilegeNamesAsync(CallContext call, CancellationToken token)
    {
        try
        {
            return [
                .. GrantConversion.Names,
                .. (await GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false)).Select(group => group.Name),
            ];
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            return GrantConversion.Names;
        }
    }

    /// <summary>Whether a name is a single privilege of the contract, not a group.</summary>
    internal static bool IsPrivilege(string name) => GrantConversion.TypeOf(name) is not null;

    /// <summary>The type of the objects of a single privilege; null for a group.</summary>
    internal static string? FindObjectType(string privilege) => GrantConversion.TypeOf(privilege);

    internal async Task CreatePrivilegeGroupAsync(CallContext call, string name, CancellationToken token)
    {
        try
        {
            await CallAsync(call, Rpcs.CreatePrivilegeGroup, new Protocol.CreatePrivilegeGroupRequest { GroupName = name }, token)
                .ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.AlreadyExists && e.Attempts > 1)
        {
            call.Verbose.Enqueue($"The attempt before created the group {name}.");
        }
    }

    internal Task DropPrivilegeGroupAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.DropPrivilegeGroup, new Protocol.DropPrivilegeGroupRequest { GroupName = name }, token);

    internal Task ChangePrivilegeGroupAsync(
        CallContext call,
        string name,
        IReadOnlyList<string> privileges,
        bool add,
        CancellationToken token)
    {
        var request = new Protocol.OperatePrivilegeGroupRequest
        {
            GroupName = name,
            Type = add
                ? Protocol.OperatePrivilegeGroupType.AddPrivilegesToGroup
                : Protocol.OperatePrivilegeGroupType.RemovePrivilegesFromGroup,
        };
        request.Privileges.AddRange(privileges.Select(privilege => new Protocol.PrivilegeEntity { Name = privilege }));
        return CallAsync(call, Rpcs.OperatePrivilegeGroup, request, token);
    }

    private static Protocol.OperatePrivilegeType Operation(bool give) =>
        give ? Protocol.OperatePrivilegeType.Grant : Protocol.OperatePrivilegeType.Revoke;

    /// <summary>A call runs in one database, so "*" cannot be its database.</summary>
    private static CallContext InRealDatabase(CallContext call) => call.Database == AnyName ? call.ForDatabase(null) : call;
}
