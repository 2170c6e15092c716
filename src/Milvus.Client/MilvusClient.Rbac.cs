using Milvus.Client.Access;
using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const string RootUser = "root";
    private const string AdminRole = "admin";
    private const string PublicRole = "public";

    // The embedded engine and its server write this method before the hash; Milvus stores bcrypt.
    private const string EngineHashPrefix = "pbkdf2-sha256:";

    /// <summary>
    /// The users, roles, grants and privilege groups. The backup of the server has the password hashes and the groups, but no grants of the
    /// role public and no descriptions of users. Milvus 2.3 and 2.4 have no such backup, and list only the grants of one database.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="databases">Databases whose grants are read besides those of the databases of the server.</param>
    /// <param name="token">Cancels the calls.</param>
    internal async Task<RbacBackup> ReadRbacAsync(CallContext call, IEnumerable<string> databases, CancellationToken token)
    {
        var stored = await ReadStoredRbacAsync(call, token).ConfigureAwait(false);
        var hashes = (stored?.User ?? []).ToDictionary(user => user.Name, user => user.PasswordHash, StringComparer.Ordinal);
        var users = (await GetUsersAsync(call, null, token).ConfigureAwait(false)).Where(user => user.Name != RootUser).ToList();
        foreach (var user in users)
        {
            user.PasswordHash = hashes.GetValueOrDefault(user.Name, string.Empty);
            user.Role = [.. user.Role.Where(role => role != PublicRole)];
        }

        var roles = await GetRolesAsync(call, null, token).ConfigureAwait(false);
        var names = (await ListDatabasesAsync(call, token).ConfigureAwait(false)).Append(AnyName).Union(databases, StringComparer.Ordinal);
        var grants = new List<Privilege>(stored?.Privilege ?? []);
        foreach (var database in names)
        {
            foreach (var role in roles)
            {
                grants.AddRange(await GetPrivilegesAsync(call, role.Name, database, token).ConfigureAwait(false));
            }
        }

        return new RbacBackup
        {
            User = users,
            Role = [.. roles.Where(role => role.Name is not (AdminRole or PublicRole))],
            Privilege =
            [
                .. grants
                    .DistinctBy(grant => (grant.Role, grant.Database, grant.ObjectType, grant.ObjectName, grant.Name))
                    .OrderBy(grant => grant.Role, StringComparer.Ordinal)
                    .ThenBy(grant => grant.Database, StringComparer.Ordinal)
                    .ThenBy(grant => (grant.ObjectType, grant.ObjectName, grant.Name).ToString(), StringComparer.Ordinal),
            ],
            PrivilegeGroup = stored?.PrivilegeGroup ?? [],
            IsExport = stored is not null,
        };
    }

    /// <summary>The user of this connection; null for a token without a user, or without credentials.</summary>
    internal string? User => _connection.User;

    /// <summary>Whether the server is the embedded engine, in this process or in another one.</summary>
    internal bool IsEngine => Has(ServerFeature.EngineHashes);

    /// <summary>Whether a user with this hash can connect after a restore.</summary>
    internal bool AcceptsHash(string hash) => hash.Length > 0
        && (IsEngine == hash.StartsWith(EngineHashPrefix, StringComparison.Ordinal));

    /// <summary>Creates users with their password hashes, roles, grants and privilege groups, all or nothing.</summary>
    internal async Task RestoreRbacAsync(CallContext call, RbacBackup backup, CancellationToken token)
    {
        var request = new Protocol.RestoreRBACMetaRequest { RBACMeta = RbacConversion.Write(backup) };
        await CallAsync(call, Rpcs.RestoreRBAC, request, token).ConfigureAwait(false);
        var users = backup.User.Select(user => user.Name).ToList();
        await WarnOfCredentialsAsync(call, users, "the password of the backup", token).ConfigureAwait(false);
    }

    private async Task<RbacBackup?> ReadStoredRbacAsync(CallContext call, CancellationToken token)
    {
        try
        {
            var answer = await CallAsync(call, Rpcs.BackupRBAC, new Protocol.BackupRBACMetaRequest(), token).ConfigureAwait(false);
            return RbacConversion.Read(answer.RBACMeta ?? new Protocol.RBACMeta());
        }
        catch (MilvusException e) when (IsUnsupported(e))
        {
            call.Verbose.Enqueue("The server does not export password hashes and privilege groups: users are read without a password.");
            return null;
        }
    }
}
