using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Index.Sparse;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Text.Scoring;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Selection;

/// <summary>
/// Makes the index of a type. A type the engine has no structure of its own for is served by the one it would choose itself.
/// </summary>
internal static class VectorIndexFactory
{
    private const string M = "M";
    private const string EfConstruction = "efConstruction";

    /// <summary>An empty index over a column.</summary>
    /// <param name="parameters">As the index was created with: M, efConstruction; others do not matter here.</param>
    public static IVectorIndex Create(
        string indexType,
        Column column,
        DistanceMetric metric,
        IReadOnlyDictionary<string, string> parameters) =>
        (indexType, column) switch
        {
            (_, SparseColumn sparse) when metric == DistanceMetric.Bm25 => new Bm25Index(
                sparse, Decimal(parameters, "bm25_k1", Bm25Index.DefaultK1), Decimal(parameters, "bm25_b", Bm25Index.DefaultB)),
            (_, SparseColumn sparse) => new SparseIndex(sparse),
            (_, VectorArrayColumn) => new FlatIndex(column, metric),
            ("FLAT" or "BIN_FLAT", _) => new FlatIndex(column, metric),
            (var type, VectorColumn vectors) when VectorIndexTypes.IsGraph(type) => new HnswIndex(
                VectorSpace.Of(vectors, metric),
                Read(parameters)),
            (_, VectorColumn vectors) => new GrowingIndex(vectors, metric, Read(parameters)),
            _ => throw new ArgumentException($"{column.Type} is no vector", nameof(column)),
        };

    /// <summary>
    /// Reads what the index of the same type, column and parameters saved; the column has the rows it had then. One that saved nothing
    /// is created anew and given the rows.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of another index: build it again.</exception>
    public static IVectorIndex Load(string indexType, Column column, DistanceMetric metric, IReadOnlyDictionary<string, string> parameters,
        Stream stream)
    {
        var empty = Create(indexType, column, metric, parameters);
        return empty switch
        {
            HnswIndex => HnswIndex.Load(VectorSpace.Of((VectorColumn)column, metric), Read(parameters), stream),
            GrowingIndex => new GrowingIndex((VectorColumn)column, metric, Read(parameters))
            {
                Current = HnswIndex.Load(VectorSpace.Of((VectorColumn)column, metric), Read(parameters), stream),
            },
            _ => empty,
        };
    }

    private static HnswParameters Read(IReadOnlyDictionary<string, string> parameters) => new(
        Number(parameters, M, HnswParameters.Default.M),
        Number(parameters, EfConstruction, HnswParameters.Default.EfConstruction));

    private static float Decimal(IReadOnlyDictionary<string, string> parameters, string name, float otherwise) =>
        parameters.TryGetValue(name, out var text) && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private static int Number(IReadOnlyDictionary<string, string> parameters, string name, int otherwise) =>
        parameters.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
