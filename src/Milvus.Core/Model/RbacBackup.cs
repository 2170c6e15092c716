namespace Milvus;

/// <summary>Users, roles, grants and groups of privileges of a server at one time. Of passwords it has hashes, and shows none.</summary>
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

    /// <summary>What is granted to the roles.</summary>
    public IReadOnlyList<Privilege> Privilege
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The groups of privileges that users made.</summary>
    public IReadOnlyList<PrivilegeGroup> PrivilegeGroup
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];
}
