namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The shape of a graph.</summary>
/// <param name="M">Neighbours chosen for a row on each level; on level 0 it keeps up to twice as many.</param>
/// <param name="EfConstruction">Candidates kept while a row's neighbours are looked for.</param>
internal sealed record HnswParameters(int M, int EfConstruction)
{
    public static HnswParameters Default { get; } =
        new(
            (int)ParameterRules.DefaultOf(ParameterRules.Graph, "M"),
            (int)ParameterRules.DefaultOf(ParameterRules.Graph, "efConstruction"));

    /// <summary>Most neighbours of a row on a level.</summary>
    public int Limit(int level) => level == 0 ? 2 * M : M;
}
