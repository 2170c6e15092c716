using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Index.Sparse;
using Milvus.Embedded.Text.Scoring;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Index.Selection;

/// <summary>
/// Creates the index of a type. A type without a structure of its own in the engine is served by <see cref="GrowingIndex"/>.
/// </summary>
internal static class VectorIndexFactory
{
    /// <summary>Creates an empty index over a column.</summary>
    /// <param name="parameters">The parameters of the index, such as M and efConstruction. Others are ignored.</param>
    public static IVectorIndex Create(
        string indexType,
        Column column,
        DistanceMetric metric,
        IReadOnlyDictionary<string, string> parameters) =>
        (StructureOf(indexType), column) switch
        {
            (_, SparseColumn sparse) when metric == DistanceMetric.Bm25 => new Bm25Index(
                sparse,
                (float)Number(parameters, ParameterRules.Sparse, "bm25_k1"),
                (float)Number(parameters, ParameterRules.Sparse, "bm25_b")),
            (_, SparseColumn sparse) => new SparseIndex(sparse),
            (_, VectorArrayColumn) => new FlatIndex(column, metric),
            (IndexStructure.AllRows, _) => new FlatIndex(column, metric),
            (IndexStructure.Graph, VectorColumn vectors) => new HnswIndex(
                VectorSpace.Of(vectors, metric),
                ReadGraph(parameters)),
            (IndexStructure.CodedGraph, VectorColumn vectors) => new HnswIndex(
                VectorSpace.Of(vectors, metric),
                ReadGraph(parameters),
                IsCoded(indexType, column.Type, parameters)),
            (_, VectorColumn vectors) => new GrowingIndex(
                vectors, metric, ReadGraph(parameters), IsCoded(indexType, column.Type, parameters)),
            _ => throw new ArgumentException($"{column.Type} is not a vector", nameof(column)),
        };

    /// <summary>
    /// Reads what the index of the same type, column and parameters saved. The column has the rows of that time. An index that saves
    /// nothing is created empty.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or belong to another index. The index must be built again.</exception>
    public static IVectorIndex Load(string indexType, Column column, DistanceMetric metric, IReadOnlyDictionary<string, string> parameters,
        Stream stream)
    {
        var empty = Create(indexType, column, metric, parameters);
        var isCoded = IsCoded(indexType, column.Type, parameters);
        return empty switch
        {
            HnswIndex => Read(),
            GrowingIndex => new GrowingIndex((VectorColumn)column, metric, ReadGraph(parameters), isCoded) { Current = Read() },
            _ => empty,
        };

        HnswIndex Read() => HnswIndex.Load(VectorSpace.Of((VectorColumn)column, metric), ReadGraph(parameters), stream, isCoded);
    }

    /// <summary>
    /// The structure of a type. A type name of an older file that is not in the table is served by <see cref="GrowingIndex"/>.
    /// </summary>
    public static IndexStructure StructureOf(string indexType) => IndexTypes.FindForEngine(indexType)?.Structure ?? IndexStructure.Growing;

    /// <summary>
    /// Whether searches score 8-bit codes instead of the vectors. Vectors of bytes are as short as their codes, and sq_type can ask for
    /// 16-bit codes, which the vectors replace.
    /// </summary>
    public static bool IsCoded(string indexType, DataType type, IReadOnlyDictionary<string, string> parameters) =>
        StructureOf(indexType) is IndexStructure.CodedGraph or IndexStructure.GrowingCodes
        && type is DataType.FloatVector or DataType.Float16Vector or DataType.Bfloat16Vector
        && !(parameters.TryGetValue("sq_type", out var quantizer) && quantizer.ToUpperInvariant() is "FP16" or "BF16");

    private static HnswParameters ReadGraph(IReadOnlyDictionary<string, string> parameters) => new(
        (int)Number(parameters, ParameterRules.Graph, "M"),
        (int)Number(parameters, ParameterRules.Graph, "efConstruction"));

    private static double Number(
        IReadOnlyDictionary<string, string> parameters, IReadOnlyList<ParameterRule> rules, string name) =>
        parameters.TryGetValue(name, out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : ParameterRules.GetDefault(rules, name);
}
