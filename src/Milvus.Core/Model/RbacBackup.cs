using Milvus.Core.Model;

namespace Milvus;

/// <summary>A backup of users, roles, grants and privilege groups of a server. It contains password hashes, which are never
/// shown.</summary>
public sealed class RbacBackup : MilvusObject
{
    /// <summary>The users, without root.</summary>
    public IReadOnlyList<User> User
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The roles, without admin and public.</summary>
    public IReadOnlyList<Role> Role
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The grants of the roles.</summary>
    public IReadOnlyList<Privilege> Privilege
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The user-defined privilege groups.</summary>
    public IReadOnlyList<PrivilegeGroup> PrivilegeGroup
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Whether the server exported it in one call, with password hashes; it then also restores in one call.</summary>
    internal bool IsExport { get; init; }
}
