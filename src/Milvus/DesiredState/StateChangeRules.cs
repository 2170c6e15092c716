using Milvus.Client;
using Milvus.Core.Types;

namespace Milvus.DesiredState;

/// <summary>Which differences a server changes in place, and which values it has by default.</summary>
/// <param name="client">The server.</param>
internal sealed class StateChangeRules(MilvusClient client)
{
    // The parameters of fields and indexes that servers change afterwards.
    private static readonly string[] _settings = ["mmap.enabled", "warmup", "indexoffsetcache.enabled"];

    /// <summary>
    /// Whether a collection must be filled again to get another value. Servers lower a limit without a look at the rows, so rows that no
    /// longer fit could not be copied or restored. A new collection refuses them, and the old one stays.
    /// </summary>
    internal bool IsRebuilt(StateKind kind, StateKey key, object? present, object? desired) => (kind.Name, key.Name) switch
    {
        ("Collection", "description" or "consistencyLevel") => !client.Has(ServerFeature.AlteredSchemas),
        ("Collection", "enableDynamicField") => desired is not true || !client.Has(ServerFeature.AlteredSchemas),
        ("Field", "description") => !client.Has(ServerFeature.AlteredFields),
        ("Field", "maxLength" or "maxCapacity") =>
            !client.Has(ServerFeature.AlteredFields) || (present is int before && desired is int after && after < before),
        _ => key.IsRebuilt,
    };

    /// <summary>Whether the server stores a value, so that it can be compared.</summary>
    internal bool IsStored(StateKind kind, StateKey key) =>
        (kind.Name, key.Name) != ("Collection", "description") || client.Has(ServerFeature.StoredDescriptions);

    /// <summary>Whether a collection must be filled again to get another entry of a table.</summary>
    internal bool IsRebuilt(StateKind kind, StateKey key, string entry) =>
        key.IsRebuilt || (kind.Name == "Field" && !(_settings.Contains(entry) && client.Has(ServerFeature.AlteredFields)));

    /// <summary>Whether an index must be built again to get another parameter.</summary>
    internal static bool IsBuiltAgain(string entry) => !_settings.Contains(entry);

    /// <summary>Whether a setting can be changed only while the collection is released.</summary>
    internal static bool IsForReleased(string entry) => entry is "mmap.enabled" or "warmup" or "indexoffsetcache.enabled";

    /// <summary>Whether a field can be added to the collection as it is.</summary>
    internal bool IsAddedInPlace(StateObject field, bool isComputed) =>
        client.Has(ServerFeature.AddedFields)
        && !isComputed
        && !field.IsOn("primaryKey")
        && !field.IsOn("partitionKey")
        && (field.IsOn("nullable") || field.Has("defaultValue"));

    /// <summary>Whether a field can be removed from the collection as it is.</summary>
    internal bool IsRemovedInPlace(StateObject field, bool isComputed) =>
        client.Has(ServerFeature.DroppedFields) && !isComputed && !field.IsOn("primaryKey") && !field.IsOn("partitionKey");

    /// <summary>Whether an entry of a table says what the server does without it.</summary>
    internal bool IsDefault(StateObject owner, StateKey table, string entry, string value) => (owner.Kind.Name, table.Name) switch
    {
        ("Index", "parameters") => IsDefault(owner, entry, value),
        // Milvus 3.0 and the embedded engine write it into each collection.
        ("Collection", "properties") => (entry, value) == ("timezone", "UTC"),
        _ => false,
    };

    private bool IsDefault(StateObject index, string parameter, string value) =>
        (IndexTypes.Find(index.FindText("indexType") ?? string.Empty)?.GetParameters(ParameterPhase.Build) ?? [])
            .Where(rule => rule.Name == parameter)
            .Select(rule => rule.GetDefault(client.IsEngine))
            .Any(standard => standard is { } number && StateEquality.IsSameText(value, StateText.Of(number)!));
}
