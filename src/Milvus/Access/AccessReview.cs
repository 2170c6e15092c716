using Milvus.Client;
using Milvus.Client.Access;
using Milvus.Core.Calls;

namespace Milvus.Access;

/// <summary>Who may do what: the grants of all roles in all databases, for each user who has them.</summary>
/// <param name="users">The users with their roles.</param>
/// <param name="roles">The roles.</param>
/// <param name="grants">The grants of the roles.</param>
/// <param name="groups">The privileges of groups.</param>
internal sealed class AccessReview(
    IReadOnlyList<User> users,
    IReadOnlyList<Role> roles,
    IReadOnlyList<Privilege> grants,
    IReadOnlyList<PrivilegeGroup> groups)
{
    private const string Any = "*";
    private const string Administrators = "admin";
    private const string Everybody = "public";
    private const string Root = "root";

    internal IReadOnlyList<User> Users => users;

    internal IReadOnlyList<Role> Roles => roles;

    /// <summary>Whether an entry is the unlimited access of the role admin, which no grant causes.</summary>
    internal static bool IsOfAdministrators(AccessEntry entry) => IsOfAdministrators(entry.Role, entry.Privilege);

    /// <summary>Whether a role and a privilege are the unlimited access of the role admin.</summary>
    internal static bool IsOfAdministrators(string role, string privilege) => role == Administrators && privilege == Any;

    /// <summary>Reads users, roles, grants and, where the server has them, privilege groups.</summary>
    internal static async Task<AccessReview> ReadAsync(MilvusClient client, CallContext call, CancellationToken token)
    {
        var users = await client.GetUsersAsync(call, null, token).ConfigureAwait(false);
        var roles = await client.GetRolesAsync(call, null, token).ConfigureAwait(false);
        var grants = new List<Privilege>();
        foreach (var database in (await client.ListDatabasesAsync(call, token).ConfigureAwait(false)).Append(Any))
        {
            foreach (var role in roles)
            {
                grants.AddRange(await client.GetPrivilegesAsync(call, role.Name, database, token).ConfigureAwait(false));
            }
        }

        var groups = await BestEffort.TryReadAsync<IReadOnlyList<PrivilegeGroup>>(
            call,
            "The privileges of privilege groups",
            async () => await client.GetPrivilegeGroupsAsync(call, token).ConfigureAwait(false)).ConfigureAwait(false);
        return new AccessReview(users, roles, [.. grants.DistinctBy(RbacNames.Key)], groups ?? []);
    }

    /// <summary>The privileges of each user, then those of roles without users.</summary>
    internal IEnumerable<AccessEntry> List()
    {
        foreach (var entry in users.SelectMany(user => List(user)))
        {
            yield return entry;
        }

        var used = users.SelectMany(user => user.Role).Append(Everybody).Append(Administrators).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in roles.Where(role => !used.Contains(role.Name)).SelectMany(role => Expand(role.Name)))
        {
            yield return entry;
        }
    }

    /// <summary>The privileges of a user.</summary>
    internal IEnumerable<AccessEntry> List(User user)
    {
        // Servers let root do everything, also without a role, and give the role public to everybody.
        var own = user.Role.Append(Everybody).Concat(user.Name == Root ? [Administrators] : []).Distinct(StringComparer.Ordinal);
        foreach (var entry in own.SelectMany(Expand))
        {
            entry.User = user.Name;
            yield return entry;
        }
    }

    /// <summary>The privileges of a user who has only this role. Everybody has the role public, too.</summary>
    internal IEnumerable<AccessEntry> List(Role role) =>
        new[] { role.Name, Everybody }.Distinct(StringComparer.Ordinal).SelectMany(Expand);

    private IEnumerable<AccessEntry> Expand(string role)
    {
        if (role == Administrators)
        {
            // Servers list no grants of this role, which may do everything.
            yield return new AccessEntry { Role = role, Privilege = Any, ObjectType = "Global", Database = Any };
            yield break;
        }

        foreach (var grant in grants.Where(grant => grant.Role == role))
        {
            var group = groups.FirstOrDefault(group => group.Name == grant.Name);
            foreach (var privilege in group?.Privilege ?? [grant.Name])
            {
                yield return new AccessEntry
                {
                    Role = role,
                    PrivilegeGroup = group?.Name ?? string.Empty,
                    Privilege = privilege,
                    // A group is granted for a collection, whatever the types of its privileges are.
                    ObjectType = group is null ? grant.ObjectType : GrantConversion.TypeOf(privilege) ?? grant.ObjectType,
                    ObjectName = grant.ObjectName,
                    Database = grant.Database is { Length: > 0 } database ? database : null,
                };
            }
        }
    }
}
