using Milvus.Core.Types;

namespace Milvus.Client.Schemas;

/// <summary>
/// The build parameters that Milvus before 2.5 requires and later versions fill in. The values are those that the documentation
/// of Milvus 2.6 names as defaults, so that a script builds the same index on each version.
/// </summary>
internal static class BuildDefaults
{
    /// <summary>The first version of Milvus that fills in the parameters.</summary>
    internal static Version FilledByServer { get; } = new(2, 5);

    /// <summary>The parameters that the index type requires and the definition omits.</summary>
    internal static IReadOnlyList<KeyValuePair<string, object?>> FindMissing(IndexParameter index) =>
    [
        .. (IndexTypes.Find(index.IndexType)?.GetParameters(ParameterPhase.Build) ?? [])
            .Where(rule => rule.SentDefault is not null && !index.Parameter.ContainsKey(rule.Name))
            .Select(rule => KeyValuePair.Create<string, object?>(rule.Name, rule.SentDefault)),
    ];
}
