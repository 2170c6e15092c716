using Milvus.Core.Errors;
using Milvus.Core.Schemas;
using Milvus.Core.Types;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The features that the server listed in its answer to Connect; null for a server that lists none.</summary>
    private volatile HashSet<string>? _listedFeatures;

    /// <summary>Whether a flush of all collections can be limited to a single database.</summary>
    internal bool FlushesOneDatabase => Has(ServerFeature.FlushDatabase);

    /// <summary>The version of a Milvus server; null if it cannot be parsed.</summary>
    private Version? MilvusVersion => VersionText.TryParse(Server.Version);

    /// <summary>Whether the server has a feature: by its own list, otherwise by its type and version.</summary>
    internal bool Has(ServerFeature feature) => _listedFeatures?.Contains(feature.Name) ?? feature.IsIn(Server.Type, MilvusVersion);

    private void TakeFeatures(Protocol.ServerInfo info) =>
        _listedFeatures = info.Reserved.TryGetValue(ServerFeature.ListKey, out var list)
            ? [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : null;

    /// <summary>Refuses an option that the server would silently ignore.</summary>
    /// <exception cref="MilvusException">The server does not support it.</exception>
    private void Require(ServerFeature feature)
    {
        if (!Has(feature))
        {
            throw CreateUnsupported(Describe(feature, []), null);
        }
    }

    private MilvusException CreateUnsupported(string what, string? advice) => new(
        MilvusErrorId.NotSupportedByServerVersion, $"{Address} ({Server.Version}) does not support {what}.")
    {
        RecommendedAction = advice ?? DefaultAdvice.Find(MilvusErrorId.NotSupportedByServerVersion),
    };

    private string Describe(ServerFeature feature, IEnumerable<string> parts)
    {
        var since = Server.Type == "milvus" && feature.Since is not null ? $", which came with Milvus {feature.Since}" : string.Empty;
        var names = string.Join(", ", parts);
        return $"{feature.What}{since}{(names.Length == 0 ? string.Empty : $": {names}")}";
    }

    /// <summary>
    /// Whether the server loads a collection with these indexes. Milvus and the embedded engine need one on each vector field, and Milvus
    /// Lite none.
    /// </summary>
    internal bool CanLoad(CollectionBlueprint blueprint) => Server.Type switch
    {
        "lite" => true,
        _ => blueprint.Collection.Field
            .Where(field => FieldTypes.Of(field.Type).IsVector)
            .All(field => blueprint.Indexes.Any(index => index.Field == field.Name)),
    };
}
