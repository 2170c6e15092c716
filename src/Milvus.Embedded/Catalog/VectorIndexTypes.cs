using Milvus.Embedded.Service;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>The index types a field of vectors takes.</summary>
/// <remarks>
/// What Milvus 2.3.5 knows is refused with its texts; the types and the vectors that newer servers brought, with theirs. Types for
/// graphics cards are refused, as servers without one do.
/// </remarks>
internal static class VectorIndexTypes
{
    private const string Auto = "AUTOINDEX";

    private static readonly string[] Graphs = ["HNSW", "HNSW_SQ", "HNSW_PQ", "HNSW_PRQ"];
    private static readonly string[] Dense = ["FLAT", "IVF_FLAT", "IVF_FLAT_CC", "IVF_SQ8", "IVF_PQ", "IVF_RABITQ", "SCANN", "DISKANN", .. Graphs, Auto];
    private static readonly string[] Bytes = [.. Graphs, Auto];
    private static readonly string[] Binary = ["BIN_FLAT", "BIN_IVF_FLAT", Auto];
    private static readonly string[] Sparse = ["SPARSE_INVERTED_INDEX", "SPARSE_WAND", Auto];
    private static readonly string[] Known = [.. Dense, .. Binary, .. Sparse];

    public static void Check(FieldSchema field, string type)
    {
        var element = field.DataType == DataType.ArrayOfVector ? field.ElementType : field.DataType;
        var types = element switch
        {
            DataType.BinaryVector => field.DataType == DataType.ArrayOfVector ? [.. Binary, "HNSW"] : Binary,
            DataType.SparseFloatVector => Sparse,
            DataType.Int8Vector => Bytes,
            _ => Dense,
        };
        if (types.Contains(type))
        {
            return;
        }
        throw element == DataType.Int8Vector && Known.Contains(type)
            ? MilvusError.Parameter($"data type {element.Text()} can't build with this index {type}")
            : MilvusError.Unexpected(type.StartsWith("BIN_", StringComparison.Ordinal) && Known.Contains(type)
                ? "binary vector is only supported"
                : $"invalid index type: {type}");
    }

    /// <summary>Whether the type is a graph, with whatever servers keep of its vectors.</summary>
    public static bool IsGraph(string type) => Graphs.Contains(type);
}
