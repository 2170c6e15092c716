using Milvus.Core.Model;

namespace Milvus;

/// <summary>What a restore of users, roles, grants and privilege groups has changed, and which users are missing.</summary>
public sealed class RbacRestore : MilvusObject
{
    /// <summary>The users that were created or changed.</summary>
    public IReadOnlyList<string> User
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The roles that were created or changed.</summary>
    public IReadOnlyList<string> Role
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The grants that were added.</summary>
    public IReadOnlyList<Privilege> Privilege
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The grants that were revoked, because the backup does not have them. Only -Force revokes.</summary>
    public IReadOnlyList<Privilege> Revoked
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The privilege groups that were created or changed.</summary>
    public IReadOnlyList<string> PrivilegeGroup
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The users that were not restored: the backup has no password hash that the server accepts, and -Password has no
    /// password.</summary>
    public IReadOnlyList<string> MissingUser
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Whether users, roles, each grant and each privilege group were read back and equal the backup. Missing users are not
    /// compared.</summary>
    public bool Verified { get; set; }
}
