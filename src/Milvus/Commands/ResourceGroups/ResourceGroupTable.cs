using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Settings;

namespace Milvus.Commands.ResourceGroups;

/// <summary>Reads the settings of several resource groups from a table of tables.</summary>
internal static class ResourceGroupTable
{
    /// <param name="table">The groups by name, as <see cref="SettingTables"/> reads them.</param>
    internal static Dictionary<string, ResourceGroupSettings> Read(IReadOnlyDictionary<string, object?> table)
    {
        var changes = new Dictionary<string, ResourceGroupSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in table)
        {
            changes[name] = value is IReadOnlyDictionary<string, object?> { Count: > 0 } settings
                ? ReadGroup(name, settings)
                : throw CreateError(name, "needs a table of settings, for example @{ RequestNodeCount = 1 }");
        }

        return changes;
    }

    private static ResourceGroupSettings ReadGroup(string name, IReadOnlyDictionary<string, object?> table)
    {
        var settings = new ResourceGroupSettings();
        foreach (var (key, value) in table)
        {
            settings = key switch
            {
                "RequestNodeCount" => settings with { RequestNodeCount = Count(name, key, value) },
                "LimitNodeCount" => settings with { LimitNodeCount = Count(name, key, value) },
                "TransferFrom" => settings with { TransferFrom = Groups(name, key, value) },
                "TransferTo" => settings with { TransferTo = Groups(name, key, value) },
                _ => settings with
                {
                    NodeFilter =
                        value as IReadOnlyDictionary<string, object?> ?? throw CreateError(name, $"needs a table of labels as {key}"),
                },
            };
        }

        return settings;
    }

    private static int Count(string name, string key, object? value) =>
        value is not bool && LanguagePrimitives.TryConvertTo<int>(value, out var count) && count >= 0
            ? count
            : throw CreateError(name, $"needs a number of nodes as {key}, but has '{WireValue.ToText(value)}'");

    private static string[] Groups(string name, string key, object? value) => value switch
    {
        string one => [one],
        object?[] list when Array.TrueForAll(list, item => item is string) => Array.ConvertAll(list, item => (string)item!),
        _ => throw CreateError(name, $"needs names of groups as {key}, but has '{WireValue.ToText(value)}'"),
    };

    private static MilvusException CreateError(string name, string why) =>
        new(MilvusErrorId.InvalidArgument, $"Resource group {name} {why}.");
}
