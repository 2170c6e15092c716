using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Service;

namespace Milvus.Embedded.Search;

/// <summary>
/// The parameters a search gives to the structure of an index. Servers compare the rows of small segments one by one and look at none of
/// these, so a structure is asked from <see cref="RowsOfStructure"/> rows on.
/// </summary>
internal static class IndexSearchChecks
{
    /// <summary>The rows from which servers build an index of a segment.</summary>
    public const long RowsOfStructure = 1024;

    /// <param name="indexType">As the index was made with.</param>
    /// <param name="parameters">Of the search.</param>
    /// <param name="wanted">The hits the structure is asked for.</param>
    public static void Check(string indexType, IReadOnlyDictionary<string, JsonElement> parameters, int wanted)
    {
        switch (indexType)
        {
            case var graph when VectorIndexTypes.IsGraph(graph):
                CheckCandidates(parameters, "ef", wanted);
                CheckRefinement(parameters);
                break;
            case "IVF_RABITQ":
                Integer(parameters, "nprobe", 1, 65536);
                Integer(parameters, "rbq_bits_query", 0, 8);
                CheckRefinement(parameters);
                break;
            case "IVF_FLAT" or "IVF_FLAT_CC" or "IVF_SQ8" or "IVF_PQ" or "BIN_IVF_FLAT":
                Integer(parameters, "nprobe", 1, 65536);
                break;
            case "SCANN":
                Integer(parameters, "nprobe", 1, 65536);
                CheckCandidates(parameters, "reorder_k", wanted);
                break;
            case "DISKANN":
                CheckCandidates(parameters, parameters.ContainsKey("search_list_size") ? "search_list_size" : "search_list", wanted);
                break;
            default:
                break;
        }
    }

    /// <summary>The parameters of a search in inverted lists, which here change nothing.</summary>
    public static void CheckSparse(IReadOnlyDictionary<string, JsonElement> parameters)
    {
        const string Name = "dim_max_score_ratio";
        if (Decimal(parameters, Name) is { } ratio && ratio is not (>= 0.5f and <= 1.3f))
        {
            throw MilvusError.Unexpected($"Out of range in json: param '{Name}' ({parameters[Name]}) should be in range [0.500000, 1.300000]");
        }
    }

    private static void CheckCandidates(IReadOnlyDictionary<string, JsonElement> parameters, string name, int wanted)
    {
        if (Integer(parameters, name, 1, int.MaxValue) is { } candidates && candidates < wanted)
        {
            throw MilvusError.Unexpected($"{name}({candidates}) should be larger than k({wanted})");
        }
    }

    private static void CheckRefinement(IReadOnlyDictionary<string, JsonElement> parameters)
    {
        const string Name = "refine_k";
        if (Decimal(parameters, Name) is { } factor && !(factor >= 1))
        {
            throw MilvusError.Unexpected(string.Create(CultureInfo.InvariantCulture,
                $"Out of range in json: param '{Name}' ({parameters[Name]}) should be in range [1.000000, {float.MaxValue:F6}]"));
        }
    }

    private static float? Decimal(IReadOnlyDictionary<string, JsonElement> parameters, string name)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            return null;
        }
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            throw MilvusError.Unexpected($"Type conflict in json: param '{name}' ({value.GetRawText()}) should be a number");
        }
        return float.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Unexpected($"invalid float value, key: '{name}', value: '{value}'");
    }

    private static long? Integer(IReadOnlyDictionary<string, JsonElement> parameters, string name, long low, long high)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            return null;
        }
        var isText = value.ValueKind == JsonValueKind.String;
        if (!long.TryParse(isText || value.ValueKind == JsonValueKind.Number ? value.ToString() : "", NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number))
        {
            throw MilvusError.Unexpected(isText
                ? $"invalid integer value, key: '{name}', value: '{value}'"
                : $"Type conflict in json: param '{name}' ({value.GetRawText()}) should be integer");
        }
        return number >= low && number <= high ? number
            : throw MilvusError.Unexpected($"Out of range in json: param '{name}' ({number}) should be in range [{low}, {high}]");
    }
}
