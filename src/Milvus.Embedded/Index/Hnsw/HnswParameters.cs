
namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The parameters of a graph.</summary>
/// <param name="M">The number of neighbours chosen for a row on each level; level 0 keeps up to 2 × M.</param>
/// <param name="EfConstruction">The number of candidates from which the neighbours of a new row are chosen.</param>
internal sealed record HnswParameters(int M, int EfConstruction)
{
    public static HnswParameters Default { get; } =
        new(
            (int)ParameterRules.GetDefault(ParameterRules.Graph, "M"),
            (int)ParameterRules.GetDefault(ParameterRules.Graph, "efConstruction"));

    /// <summary>The maximum number of neighbours of a row on a level.</summary>
    public int Limit(int level) => level == 0 ? 2 * M : M;
}
