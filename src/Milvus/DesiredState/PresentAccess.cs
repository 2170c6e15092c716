using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.DesiredState;

/// <summary>Reads users, roles, grants, privilege groups and resource groups of a server as objects of a state.</summary>
/// <param name="client">The server.</param>
/// <param name="call">Calls to it.</param>
internal sealed class PresentAccess(MilvusClient client, CallContext call)
{
    /// <summary>The role that every user has.</summary>
    internal const string PublicRole = "public";

    /// <summary>What every server has, and no file can remove.</summary>
    internal static IReadOnlySet<string> BuiltIn { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "default", "root", "admin", PublicRole, "__default_resource_group", "__recycle_resource_group",
    };

    // Milvus 2.5 and later list their own groups with those of users.
    private static readonly HashSet<string> _ownGroups =
        [.. from level in new[] { "Cluster", "Database", "Collection" } from right in new[] { "ReadOnly", "ReadWrite", "Admin" }
            select level + right];

    /// <summary>Whether a privilege group is one of the server's own, which cannot be changed.</summary>
    internal static bool IsOwnGroup(string name) => _ownGroups.Contains(name);

    /// <summary>Users and roles that a server has from the beginning. An export leaves them out.</summary>
    internal static bool IsBuiltIn(StateObject one) => one.Name is "root" or "admin";

    internal async Task<StateObject[]> ReadUsersAsync(CancellationToken token) =>
    [
        .. (await client.GetUsersAsync(call, null, token).ConfigureAwait(false))
            .Select(user => new StateObject(StateKinds.User)
                .Set("name", user.Name)
                .Set("description", user.Description)
                .Set("roles", user.Role.Where(role => role != PublicRole).ToArray())),
    ];

    /// <summary>The roles, and the grants of some of them in some databases.</summary>
    internal async Task<StateObject[]> ReadRolesAsync(
        Func<string, bool> hasGrants, IEnumerable<string> databases, CancellationToken token)
    {
        var roles = new List<StateObject>();
        var names = databases.ToList();
        foreach (var role in await client.GetRolesAsync(call, null, token).ConfigureAwait(false))
        {
            var state = new StateObject(StateKinds.Role).Set("name", role.Name).Set("description", role.Description);
            if (hasGrants(role.Name))
            {
                state.Set("grants", await ReadGrantsAsync(role.Name, names, token).ConfigureAwait(false));
            }

            roles.Add(state);
        }

        return [.. roles];
    }

    internal async Task<StateObject[]> ReadPrivilegeGroupsAsync(CancellationToken token) =>
    [
        .. (await client.GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false))
            .Where(group => !_ownGroups.Contains(group.Name))
            .Select(group => new StateObject(StateKinds.PrivilegeGroup)
                .Set("name", group.Name)
                .Set("privileges", group.Privilege.ToArray())),
    ];

    internal async Task<StateObject[]> ReadResourceGroupsAsync(CancellationToken token)
    {
        var groups = new List<StateObject>();
        foreach (var name in await client.ListResourceGroupsAsync(call, token).ConfigureAwait(false))
        {
            var group = await client.DescribeResourceGroupAsync(call, name, token).ConfigureAwait(false);
            groups.Add(new StateObject(StateKinds.ResourceGroup)
                .Set("name", name)
                .Set("requestNodeCount", group.RequestNodeCount)
                .Set("limitNodeCount", group.LimitNodeCount)
                .Set("transferFrom", group.TransferFrom)
                .Set("transferTo", group.TransferTo)
                .SetTable("nodeFilter", group.NodeFilter));
        }

        return [.. groups];
    }

    private async Task<StateObject[]> ReadGrantsAsync(string role, IReadOnlyList<string> databases, CancellationToken token)
    {
        var grants = new List<Privilege>();
        foreach (var database in databases)
        {
            grants.AddRange(await client.GetPrivilegesAsync(call, role, database, token).ConfigureAwait(false));
        }

        return
        [
            .. grants
                .DistinctBy(grant => (grant.Database, grant.ObjectType, grant.ObjectName, grant.Name))
                .OrderBy(grant => (grant.Database, grant.ObjectType, grant.ObjectName, grant.Name).ToString(), StringComparer.Ordinal)
                .Select(grant => new StateObject(StateKinds.Grant)
                    .Set("privilege", grant.Name)
                    .Set("objectType", grant.ObjectType)
                    .Set("object", grant.ObjectName)
                    .Set("database", grant.Database is { Length: > 0 } name ? name : "default")),
        ];
    }
}
