using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The roles with their users, sorted by name; only one if a name is specified.</summary>
    internal async Task<IReadOnlyList<Role>> GetRolesAsync(CallContext call, string? name, CancellationToken token)
    {
        var request = new Protocol.SelectRoleRequest
        {
            Role = name is null ? null : new Protocol.RoleEntity { Name = name },
            IncludeUserInfo = true,
        };
        var answer = await CallAsync(call, Rpcs.SelectRole, request, token).ConfigureAwait(false);
        return
        [
            .. answer.Results.Select(result => new Role
            {
                Name = result.Role.Name,
                Description = result.Role.Description,
                User = [.. result.Users.Select(user => user.Name).Order(StringComparer.Ordinal)],
            }).OrderBy(role => role.Name, StringComparer.Ordinal),
        ];
    }

    internal async Task CreateRoleAsync(CallContext call, string name, string? description, CancellationToken token)
    {
        var request = new Protocol.CreateRoleRequest
        {
            Entity = new Protocol.RoleEntity { Name = name, Description = description ?? string.Empty },
        };
        try
        {
            await CallAsync(call, Rpcs.CreateRole, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.AlreadyExists && e.Attempts > 1)
        {
            call.Verbose.Enqueue($"The attempt before created the role {name}.");
        }
    }

    internal Task AlterRoleAsync(CallContext call, string name, string description, CancellationToken token) =>
        CallAsync(call, Rpcs.AlterRole, new Protocol.AlterRoleRequest { RoleName = name, Description = description }, token);

    /// <summary>Drops a role. With <paramref name="force"/>, its grants are revoked first if the server does not support that
    /// field.</summary>
    internal async Task DropRoleAsync(CallContext call, string name, bool force, CancellationToken token)
    {
        var request = new Protocol.DropRoleRequest { RoleName = name, ForceDrop = force };
        try
        {
            await CallAsync(call, Rpcs.DropRole, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.RoleNotFound && e.Attempts > 1)
        {
            call.Verbose.Enqueue($"The attempt before dropped the role {name}.");
        }
        catch (MilvusException e) when (force && e.Reason.Contains("it has privileges", StringComparison.Ordinal))
        {
            foreach (var grant in await GetAllPrivilegesAsync(call, name, token).ConfigureAwait(false))
            {
                await OperateListedAsync(call, grant, give: false, token).ConfigureAwait(false);
            }

            await CallAsync(call, Rpcs.DropRole, request, token).ConfigureAwait(false);
        }
    }

    /// <summary>The grants of a role in all databases. A server lists only those of one database.</summary>
    private async Task<IReadOnlyList<Privilege>> GetAllPrivilegesAsync(CallContext call, string role, CancellationToken token)
    {
        var grants = new List<Privilege>();
        foreach (var database in (await ListDatabasesAsync(call, token).ConfigureAwait(false)).Append(AnyName))
        {
            grants.AddRange(await GetPrivilegesAsync(call, role, database, token).ConfigureAwait(false));
        }

        return [.. grants.DistinctBy(grant => (grant.Database, grant.ObjectType, grant.ObjectName, grant.Name))];
    }
}
