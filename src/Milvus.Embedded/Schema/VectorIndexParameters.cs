using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// The bounds of the parameters a vector index is built with. What is absent, servers choose; they pass over names they do not know.
/// </summary>
internal static class VectorIndexParameters
{
    private static readonly string[] _scalarQuantizers = ["sq4u", "sq6", "sq8", "fp16", "bf16"];
    private static readonly string[] _graphRefinements = [.. _scalarQuantizers, "fp32", "flat"];
    private static readonly string[] _listRefinements = ["sq6", "sq8", "fp16", "bf16", "fp32", "flat"];

    public static void Check(string type, FieldSchema field, IReadOnlyList<KeyValuePair> parameters)
    {
        switch (type)
        {
            case "DISKANN"
                when parameters.Find("emb_list_strategy") is { } strategy
                    && !strategy.Equals("tokenann", StringComparison.OrdinalIgnoreCase):
                throw MilvusError.Parameter("DiskANN only supports TokenANN strategy");
            case "HNSW":
                CheckInteger(parameters, "M", 2, 2048);
                CheckInteger(parameters, "efConstruction", 1, int.MaxValue);
                break;
            case "SCANN":
                CheckInteger(parameters, "nlist", 1, 65536);
                CheckPairs(field);
                break;
            case "IVF_FLAT" or "IVF_FLAT_CC" or "IVF_SQ8" or "BIN_IVF_FLAT":
                CheckInteger(parameters, "nlist", 1, 65536);
                break;
            case "IVF_PQ":
                CheckInteger(parameters, "nlist", 1, 65536);
                CheckInteger(parameters, "m", 1, 65536);
                CheckDivision(field, parameters.Find("m") is { } given ? Parse(given) : 32);
                CheckInteger(parameters, "nbits", 1, 24);
                break;
            case "IVF_RABITQ":
                CheckInteger(parameters, "nlist", 1, 65536);
                CheckRefinement(parameters, _listRefinements);
                break;
            case "HNSW_SQ" or "HNSW_PQ" or "HNSW_PRQ":
                CheckInteger(parameters, "M", 2, 2048);
                CheckInteger(parameters, "efConstruction", 1, int.MaxValue);
                CheckQuantizer(type, field, parameters);
                CheckRefinement(parameters, _graphRefinements);
                break;
            default:
                break;
        }
    }

    private static void CheckPairs(FieldSchema field)
    {
        if (Dimension(field) is { } dimension && dimension % 2 != 0)
        {
            throw MilvusError.Parameter(
                $"The dimension of a vector (dim) should be a multiple of sub_dim. Dimension:{dimension}, sub_dim:2");
        }
    }

    private static void CheckDivision(FieldSchema field, long? parts, string article = "a")
    {
        if (parts is { } m && Dimension(field) is { } dimension && dimension % m != 0)
        {
            throw MilvusError.Parameter($"The dimension of {article} vector (dim) should be a multiple of the number of subquantizers (m)."
                + $" Dimension: {dimension}, m: {m}");
        }
    }

    private static void CheckQuantizer(string type, FieldSchema field, IReadOnlyList<KeyValuePair> parameters)
    {
        if (type == "HNSW_SQ")
        {
            if (parameters.Find("sq_type") is { } quantizer && !_scalarQuantizers.Contains(quantizer, StringComparer.OrdinalIgnoreCase))
            {
                throw MilvusError.Parameter("invalid scalar quantizer type");
            }

            return;
        }

        CheckInteger(parameters, "m", 1, 65536);
        CheckInteger(parameters, "nbits", 1, 24);
        CheckInteger(parameters, "nrq", 1, 16);
        // Where it is absent servers take 32 for HNSW_PQ, which the dimension has to be a multiple of, too.
        CheckDivision(field, parameters.Find("m") is { } text ? Parse(text) : type == "HNSW_PQ" ? 32 : 2, type == "HNSW_PQ" ? "the" : "a");
    }

    private static void CheckRefinement(IReadOnlyList<KeyValuePair> parameters, string[] types)
    {
        if (parameters.Find("refine") is { } refine && !bool.TryParse(refine, out _))
        {
            throw MilvusError.Parameter($"Type conflict in json: param 'refine' (\"{refine}\") should be a boolean");
        }

        if (parameters.Find("refine_type") is { } type && !types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw MilvusError.Parameter($"invalid refine type : {type}, optional types are [{string.Join(", ", types)}]");
        }
    }

    /// <summary>Refuses a value that is not an integer within the bounds.</summary>
    public static void CheckInteger(IReadOnlyList<KeyValuePair> parameters, string key, int low, int high)
    {
        if (parameters.Find(key) is not { } text)
        {
            return;
        }

        if (Parse(text) is not { } number)
        {
            throw MilvusError.Parameter(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? $"wrong data type in json, key: '{key}', value: '{text}'"
                : $"invalid integer value, key: '{key}', value: '{text}'");
        }

        if (number < low || number > high)
        {
            throw MilvusError.Parameter($"Out of range in json: param '{key}' ({text}) should be in range [{low}, {high}]");
        }
    }

    private static long? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Dimension(FieldSchema field) => field.TypeParams.Find("dim") is { } text ? Parse(text) : null;
}
