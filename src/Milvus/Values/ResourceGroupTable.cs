using System.Collections;
using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Reads the settings of several resource groups from a table of tables.</summary>
internal static class ResourceGroupTable
{
    internal static Dictionary<string, ResourceGroupSettings> Read(Hashtable table)
    {
        var changes = new Dictionary<string, ResourceGroupSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in Tables.ToDictionary(table)!)
        {
            changes[name] = value is Hashtable { Count: > 0 } settings
                ? One(name, settings)
                : throw Refused(name, "needs a table of settings, for example @{ RequestNodeCount = 1 }");
        }

        return changes;
    }

    private static ResourceGroupSettings One(string name, Hashtable table)
    {
        var settings = new ResourceGroupSettings();
        foreach (var (key, value) in Tables.ToDictionary(table)!)
        {
            settings = key.ToUpperInvariant() switch
            {
                "REQUESTNODECOUNT" => settings with { RequestNodeCount = To<int>(name, key, value) },
                "LIMITNODECOUNT" => settings with { LimitNodeCount = To<int>(name, key, value) },
                "TRANSFERFROM" => settings with { TransferFrom = To<string[]>(name, key, value) },
                "TRANSFERTO" => settings with { TransferTo = To<string[]>(name, key, value) },
                "NODEFILTER" => settings with { NodeFilter = Tables.ToDictionary(To<Hashtable>(name, key, value)) },
                _ => throw Refused(name, $"has a setting {key}; there are RequestNodeCount, LimitNodeCount, TransferFrom, TransferTo and NodeFilter"),
            };
        }

        return settings;
    }

    private static T To<T>(string name, string key, object? value) => LanguagePrimitives.TryConvertTo<T>(value, out var result)
        ? result
        : throw Refused(name, $"has a {key} that is not one: '{value}'");

    private static MilvusException Refused(string name, string why) => new(MilvusErrorId.InvalidArgument, $"Resource group {name} {why}.");
}
