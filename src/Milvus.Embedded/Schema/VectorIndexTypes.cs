using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>The index types a field of vectors takes.</summary>
/// <remarks>Types for graphics cards are refused, as servers without one do.</remarks>
internal static class VectorIndexTypes
{
    public const string Auto = "AUTOINDEX";

    private static readonly string[] _graphs = ["HNSW", "HNSW_SQ", "HNSW_PQ", "HNSW_PRQ"];
    private static readonly string[] _dense =
    [
        "FLAT",
        "IVF_FLAT",
        "IVF_FLAT_CC",
        "IVF_SQ8",
        "IVF_PQ",
        "IVF_RABITQ",
        "SCANN",
        "DISKANN",
        .. _graphs,
        Auto,
    ];
    private static readonly string[] _bytes = [.. _graphs, Auto];
    private static readonly string[] _binary = ["BIN_FLAT", "BIN_IVF_FLAT", "HNSW", Auto];
    private static readonly string[] _sparse = ["SPARSE_INVERTED_INDEX", "SPARSE_WAND", Auto];
    private static readonly string[] _known = [.. _dense, .. _binary, .. _sparse];

    public static void Check(FieldSchema field, string type)
    {
        var element = field.DataType == DataType.ArrayOfVector ? field.ElementType : field.DataType;
        var types = element switch
        {
            DataType.BinaryVector => _binary,
            DataType.SparseFloatVector => _sparse,
            DataType.Int8Vector => _bytes,
            _ => _dense,
        };
        if (types.Contains(type))
        {
            return;
        }

        throw MilvusError.Parameter($"data type {field.DataType.Text()} can't build with this index {type}");
    }

    public static bool IsKnown(string type) => _known.Contains(type);

    /// <summary>Types that servers can map into memory; DISKANN is on disk anyway.</summary>
    public static bool CanBeMapped(string type) => IsKnown(type) && type != "DISKANN";

    /// <summary>Whether the type is a graph, with whatever servers keep of its vectors.</summary>
    public static bool IsGraph(string type) => _graphs.Contains(type);
}
