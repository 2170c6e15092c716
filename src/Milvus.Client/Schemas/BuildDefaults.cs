namespace Milvus.Client.Schemas;

/// <summary>
/// The build parameters that Milvus requires before 2.5 and fills in by itself from 2.5 on. The values are those that the documentation
/// of Milvus 2.6 names as defaults, so that a script builds the same index on each version.
/// </summary>
internal static class BuildDefaults
{
    /// <summary>The first version of Milvus that fills the parameters in by itself.</summary>
    internal static Version FilledByServer { get; } = new(2, 5);

    private static readonly Dictionary<string, (string Name, int Value)[]> _required = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HNSW"] = [("M", 30), ("efConstruction", 360)],
        ["IVF_FLAT"] = [("nlist", 128)],
        ["IVF_SQ8"] = [("nlist", 128)],
        // The number of subquantizers, m, is left out: what fits depends on the dimension.
        ["IVF_PQ"] = [("nlist", 128)],
        ["SCANN"] = [("nlist", 128)],
        ["BIN_IVF_FLAT"] = [("nlist", 128)],
        ["GPU_IVF_FLAT"] = [("nlist", 128)],
        ["GPU_IVF_PQ"] = [("nlist", 128)],
    };

    /// <summary>The parameters that the index type requires and the definition does not give.</summary>
    internal static IReadOnlyList<KeyValuePair<string, object?>> Missing(IndexParameter index) =>
    [
        .. _required.GetValueOrDefault(index.IndexType, [])
            .Where(parameter => !index.Parameter.ContainsKey(parameter.Name))
            .Select(parameter => KeyValuePair.Create<string, object?>(parameter.Name, parameter.Value)),
    ];
}
