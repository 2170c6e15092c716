using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Which index types a field that holds no vectors takes.</summary>
internal static class ScalarIndexChecks
{
    private static readonly string[] _types =
    [
        "AUTOINDEX",
        "INVERTED",
        "STL_SORT",
        "TRIE",
        "Trie",
        "marisa-trie",
        "BITMAP",
        "NGRAM",
        "FMINDEX",
        "RTREE",
    ];

    public static bool IsKnown(string type) => _types.Contains(type);

    /// <summary>Types whose values servers can map into memory.</summary>
    public static bool CanBeMapped(string type) => type is "INVERTED" or "BITMAP" or "Trie" or "NGRAM" or "FMINDEX";

    public static void Check(FieldSchema field, string named, string type, List<KeyValuePair> parameters)
    {
        // Servers have two older spellings of one type; in all others they tell capital letters from small ones.
        var name = type is "Trie" or "marisa-trie" ? "TRIE" : type is "" ? "AUTOINDEX" : type;
        CheckType(field, name, type);
        if (field.DataType == DataType.Json)
        {
            JsonIndexChecks.Check(field, named, name, parameters);
        }

        if (name == "NGRAM")
        {
            NgramChecks.Check(parameters);
        }

        if (name == "FMINDEX")
        {
            FmIndexChecks.Check(parameters);
        }
    }

    private static void CheckType(FieldSchema field, string name, string spelled)
    {
        var type = field.DataType;
        var isNumber = type.IsNumber();
        var isText = type == DataType.VarChar;
        var isJson = type == DataType.Json;
        switch (name)
        {
            case "BITMAP" when field.IsPrimaryKey:
                throw MilvusError.Parameter("create bitmap index on primary key not supported");
            case "BITMAP" when type == DataType.Array && !(IsBit(field.ElementType) || field.ElementType == DataType.VarChar):
                throw MilvusError.Parameter("bitmap index are only supported on bool, int, string for array field");
            case "BITMAP" when !(IsBit(type) || isText || isJson || type == DataType.Array):
                throw MilvusError.Parameter("bitmap index are only supported on bool, int, string and array field");
            // Of arrays only those in structs can be sorted: by their elements.
            case "STL_SORT" when type == DataType.Array && field.Name.EndsWith(']'):
                if (!field.ElementType.IsNumber() && field.ElementType is not (DataType.VarChar or DataType.Timestamptz))
                {
                    throw MilvusError.Parameter("STL_SORT are only supported on numeric, varchar or timestamptz field, got struct "
                        + $"sub-field of {field.ElementType.Text()}");
                }

                break;
            case "STL_SORT" when !(isNumber || isText || isJson || type == DataType.Timestamptz):
                throw MilvusError.Parameter($"STL_SORT are only supported on numeric, varchar or timestamptz field, got {type.Text()}");
            case "TRIE" when !isText:
                throw MilvusError.Parameter("TRIE are only supported on varchar field");
            case "INVERTED" when !(isNumber || isText || isJson || type is DataType.Bool or DataType.Array):
                throw MilvusError.Parameter($"INVERTED are not supported on {type.Text()} field");
            case "RTREE" when type != DataType.Geometry:
                throw MilvusError.Parameter($"RTREE index can only be built on geometry field, got {type.Text()}");
            case "FMINDEX" when !isText:
                throw MilvusError.Parameter("FM-index can only be created on VARCHAR field");
            case "NGRAM" when !(isText || isJson):
                throw MilvusError.Parameter("ngram index can only be created on VARCHAR or JSON field");
            case var vectors when VectorIndexTypes.IsKnown(vectors) && !IsKnown(vectors):
                throw MilvusError.Parameter($"index {spelled} only supports vector data type");
            default:
                return;
        }
    }

    private static bool IsBit(DataType type) =>
        type is DataType.Bool or DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64;
}
