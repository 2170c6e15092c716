using Google.Protobuf.Reflection;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>The privileges, and the type of object of each, as declared by the requests of the contract.</summary>
internal static class PrivilegeNames
{
    public const string All = "All";
    public const string Word = "Privilege";

    // Privileges that no request of the current contract requires. Older contracts did, so grants may have them.
    private static readonly (string Privilege, ObjectType Type)[] _older =
    [
        (All, ObjectType.Global), ("ShowCollections", ObjectType.Global), ("ListDatabases", ObjectType.Global),
        ("GetLoadingProgress", ObjectType.Collection), ("ImportBinlog", ObjectType.Collection), ("SkipRLS", ObjectType.Collection),
        ("RefreshExternalCollection", ObjectType.Collection),
    ];

    private static readonly EnumDescriptor _contract = CommonReflection.Descriptor.EnumTypes.Single(type =>
        type.Name == nameof(ObjectPrivilege));

    private static readonly Dictionary<string, ObjectType> _types = Read();

    /// <summary>Privileges that include others.</summary>
    private static readonly Dictionary<string, string[]> _implied = new(StringComparer.Ordinal)
    {
        ["Load"] = ["GetLoadState", "GetLoadingProgress"],
        ["Flush"] = ["GetFlushState"],
    };

    /// <summary>The object type of a privilege; null if the name is not a privilege.</summary>
    public static ObjectType? TypeOf(string privilege) => _types.TryGetValue(privilege, out var type) ? type : null;

    public static bool Covers(string granted, string wanted) =>
        granted == wanted || (_implied.TryGetValue(granted, out var more) && more.Contains(wanted));

    /// <summary>The name of a privilege in grants. It is the name in the contract; the generated code changes its case (RBAC).</summary>
    public static string NameOf(ObjectPrivilege privilege) => _contract.FindValueByNumber((int)privilege).Name[Word.Length..];

    private static Dictionary<string, ObjectType> Read()
    {
        var types = _older.ToDictionary(pair => pair.Privilege, pair => pair.Type, StringComparer.Ordinal);
        foreach (
            var message in MilvusService
                .Descriptor.Methods.Select(method => method.InputType)
                .Concat(SharedReflection.Descriptor.MessageTypes))
        {
            if (ExtensionOf(message) is { } extension)
            {
                types[NameOf(extension.ObjectPrivilege)] = extension.ObjectType;
            }
        }

        return types;
    }

    /// <summary>The privilege that a request requires; null if it requires none.</summary>
    public static PrivilegeExt? ExtensionOf(MessageDescriptor message) =>
        message.GetOptions()?.GetExtension(CommonExtensions.PrivilegeExtObj);
}
