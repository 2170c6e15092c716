using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Access;

/// <summary>
/// Users, roles, grants and groups of privileges. Each change is written first and shows in memory after that, both under one lock.
/// </summary>
internal sealed partial class AccessCatalog
{
    public const string AdminRole = "admin";
    public const string PublicRole = "public";

    private readonly object _gate = new();
    private readonly SortedDictionary<string, UserEntry> _users = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _roles = new(StringComparer.Ordinal);
    private readonly SortedSet<(string User, string Role)> _members;
    private readonly List<Grant> _grants = [];
    private readonly SortedDictionary<string, SortedSet<string>> _groups = new(StringComparer.Ordinal);
    private readonly Store _store;
    private int _version;

    public AccessCatalog(Store store)
    {
        _store = store;
        _members = store.Read(sql => sql.ReadAccess(_users, _roles, _grants, _groups));
        _roles.TryAdd(AdminRole, "");
        _roles.TryAdd(PublicRole, "");
        // Everybody may see what there is; as on Milvus these grants can be revoked, and they are back after a restart.
        foreach (
            var (type, privilege) in new[]
            {
                ("Collection", "IndexDetail"),
                ("Global", "DescribeCollection"),
                ("Global", "ShowCollections"),
            })
        {
            var grant = new Grant(PublicRole, Grant.Any, type, Grant.Any, privilege);
            if (!_grants.Contains(grant))
            {
                _grants.Add(grant);
            }
        }
    }

    /// <summary>
    /// Whether new connections have to say who they are: root's password was set, or somebody else is a user.
    /// </summary>
    public bool IsProtected
    {
        get
        {
            lock (_gate)
            {
                return _users.Values.Any(user => user.Password is not null);
            }
        }
    }

    /// <summary>Raised whenever a password may have stopped to be right.</summary>
    public int Version => Volatile.Read(ref _version);

    private void Forget() => Interlocked.Increment(ref _version);
}
