using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Access;

/// <summary>
/// Users, roles, grants and privilege groups. A change is written to the file first and then to memory, both under one lock.
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
        // Milvus grants these to everybody. They can be revoked, and are restored at the next start.
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

    /// <summary>Whether new connections must authenticate: root has a password, or there is another user.</summary>
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

    /// <summary>Increased whenever a password may have become invalid.</summary>
    public int Version => Volatile.Read(ref _version);

    private void Forget() => Interlocked.Increment(ref _version);
}
