using Milvus.Protocol;

namespace Milvus.Client.Access;

/// <summary>Converts grants and privilege groups from and to messages, and lists the privileges of the contract.</summary>
internal static class GrantConversion
{
    private const string Word = "Privilege";
    private const string GroupWord = "Group";

    // Privileges of earlier versions of Milvus. No request of the current contract requires them.
    private static readonly (string Name, ObjectType Type)[] _older =
    [
        ("All", ObjectType.Global), ("ShowCollections", ObjectType.Global), ("ListDatabases", ObjectType.Global),
        ("GetLoadingProgress", ObjectType.Collection), ("Import", ObjectType.Collection),
    ];

    private static readonly SortedDictionary<string, ObjectType> _types = ReadTypes();

    /// <summary>The single privileges.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. _types.Keys];

    /// <summary>The object type of a privilege; null for a group or an unknown privilege.</summary>
    internal static string? TypeOf(string privilege) => _types.TryGetValue(privilege, out var type) ? type.ToString() : null;

    internal static Privilege Read(GrantEntity entity) => new()
    {
        Role = entity.Role?.Name ?? string.Empty,
        Name = entity.Grantor?.Privilege?.Name ?? string.Empty,
        Database = entity.DbName,
        ObjectType = entity.Object?.Name ?? string.Empty,
        ObjectName = entity.ObjectName,
        Grantor = entity.Grantor?.User?.Name ?? string.Empty,
    };

    internal static GrantEntity Write(Privilege grant) => new()
    {
        Role = new RoleEntity { Name = grant.Role },
        Object = new ObjectEntity { Name = grant.ObjectType },
        ObjectName = grant.ObjectName,
        DbName = grant.Database ?? string.Empty,
        Grantor = new GrantorEntity
        {
            User = new UserEntity { Name = grant.Grantor },
            Privilege = new PrivilegeEntity { Name = grant.Name },
        },
    };

    internal static Milvus.PrivilegeGroup Read(PrivilegeGroupInfo group) => new()
    {
        Name = group.GroupName,
        Privilege = [.. group.Privileges.Select(privilege => privilege.Name).Order(StringComparer.Ordinal)],
    };

    private static SortedDictionary<string, ObjectType> ReadTypes()
    {
        var types = new SortedDictionary<string, ObjectType>(StringComparer.Ordinal);
        foreach (var (name, type) in _older)
        {
            types[name] = type;
        }

        // The generated code changes the case of names (RBAC), which grants spell as the contract does.
        var contract = CommonReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(ObjectPrivilege));
        foreach (var method in MilvusService.Descriptor.Methods)
        {
            if (method.InputType.GetOptions()?.GetExtension(CommonExtensions.PrivilegeExtObj) is { } wanted
                && contract.FindValueByNumber((int)wanted.ObjectPrivilege).Name[Word.Length..] is var name
                && !name.StartsWith(GroupWord, StringComparison.Ordinal))
            {
                types[name] = wanted.ObjectType;
            }
        }

        return types;
    }
}
