using Google.Protobuf.Reflection;
using Milvus.Protocol;

namespace Milvus.Embedded.Access;

/// <summary>The privileges there are, and the type of object each belongs to: as the requests of the contract say it.</summary>
internal static class PrivilegeNames
{
    public const string All = "All";
    public const string Word = "Privilege";

    // Privileges that no request of today's contract asks for, but older ones did, and grants still name.
    private static readonly (string Privilege, ObjectType Type)[] _older =
    [
        (All, ObjectType.Global), ("ShowCollections", ObjectType.Global), ("ListDatabases", ObjectType.Global),
        ("GetLoadingProgress", ObjectType.Collection), ("ImportBinlog", ObjectType.Collection), ("SkipRLS", ObjectType.Collection),
        ("RefreshExternalCollection", ObjectType.Collection),
    ];

    private static readonly EnumDescriptor _contract = CommonReflection.Descriptor.EnumTypes.Single(type =>
        type.Name == nameof(ObjectPrivilege));

    private static readonly Dictionary<string, ObjectType> _types = Read();

    /// <summary>Who may do the first may do the others, too.</summary>
    private static readonly Dictionary<string, string[]> _implied = new(StringComparer.Ordinal)
    {
        ["Load"] = ["GetLoadState", "GetLoadingProgress"],
        ["Flush"] = ["GetFlushState"],
    };

    /// <summary>The type of the object; null for a name that is not a privilege.</summary>
    public static ObjectType? TypeOf(string privilege) => _types.TryGetValue(privilege, out var type) ? type : null;

    public static bool Covers(string granted, string wanted) =>
        granted == wanted || (_implied.TryGetValue(granted, out var more) && more.Contains(wanted));

    /// <summary>The name as grants spell it: the contract's, of which the generated code changes the case (RBAC).</summary>
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

    /// <summary>What a request says of the privilege it wants; null for one that everybody may send.</summary>
    public static PrivilegeExt? ExtensionOf(MessageDescriptor message) =>
        message.GetOptions()?.GetExtension(CommonExtensions.PrivilegeExtObj);
}
