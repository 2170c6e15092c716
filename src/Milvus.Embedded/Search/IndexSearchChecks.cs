using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Schema;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>
/// The parameters a search gives to the structure of an index, by its type; a name that is not among them is passed over, as on servers.
/// Servers compare the rows of small segments one by one and look at none of these, so a structure is asked from
/// <see cref="RowsOfStructure"/> rows on. Inverted lists over sparse vectors are asked from the first row on.
/// </summary>
internal static class IndexSearchChecks
{
    /// <summary>The rows from which servers build an index of a segment.</summary>
    public const long RowsOfStructure = 1024;

    private const string Ef = "ef";
    private const string DropRatioName = "drop_ratio_search";

    private static readonly SearchParameterRule _candidate = SearchParameterRule.Candidates(Ef);
    private static readonly SearchParameterRule _lists = SearchParameterRule.Integer("nprobe", 1, 65536);
    private static readonly SearchParameterRule _refinement = SearchParameterRule.Decimal("refine_k", 1, float.MaxValue);
    private static readonly SearchParameterRule[] _graph = [_candidate, _refinement];

    private static readonly Dictionary<string, SearchParameterRule[]> _rules = new(StringComparer.Ordinal)
    {
        ["FLAT"] = [],
        ["BIN_FLAT"] = [],
        ["HNSW"] = _graph,
        ["HNSW_SQ"] = _graph,
        ["HNSW_PQ"] = _graph,
        ["HNSW_PRQ"] = _graph,
        ["IVF_FLAT"] = [_lists],
        ["IVF_FLAT_CC"] = [_lists],
        ["IVF_SQ8"] = [_lists],
        ["IVF_PQ"] = [_lists],
        ["BIN_IVF_FLAT"] = [_lists],
        ["IVF_RABITQ"] = [_lists, SearchParameterRule.Integer("rbq_bits_query", 0, 8), _refinement],
        ["SCANN"] = [_lists, SearchParameterRule.Candidates("reorder_k")],
        ["DISKANN"] = [SearchParameterRule.Candidates("search_list"), SearchParameterRule.Candidates("search_list_size")],
        ["SPARSE_INVERTED_INDEX"] = [],
        ["SPARSE_WAND"] = [],
    };

    /// <summary>Refuses what the structure of an index does not take.</summary>
    /// <param name="indexType">As the index was made with.</param>
    /// <param name="field">The field that is searched.</param>
    /// <param name="parameters">Of the search.</param>
    /// <param name="wanted">The hits the structure is asked for.</param>
    public static void Check(string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters, int wanted)
    {
        foreach (var rule in RulesOf(indexType, field))
        {
            rule.Check(parameters, wanted);
        }
    }

    /// <summary>
    /// The candidates of a walk through a graph, where the type of the index takes them. What is not a number of them is passed over:
    /// where it matters it is refused before.
    /// </summary>
    public static int? Candidates(string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters) =>
        RulesOf(indexType, field).Contains(_candidate) && parameters.TryGetValue(Ef, out var given)
        && int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var candidates) && candidates > 0
            ? candidates
            : null;

    /// <summary>The share of a sparse query that may be left out.</summary>
    public static float DropRatio(IReadOnlyDictionary<string, JsonElement> parameters)
    {
        // It changes nothing here: the lists are exact.
        SearchParameterRule.Decimal("dim_max_score_ratio", 0.5f, 1.3f).Check(parameters, 0);
        var ratio = Decimal(parameters, DropRatioName) ?? 0;
        return ratio is >= 0 and < 1 ? ratio : throw MilvusError.Unexpected(string.Create(CultureInfo.InvariantCulture,
            $"Out of range in json: param '{DropRatioName}' ({ratio}) should be in range [0.000000, 1.000000)"));
    }

    /// <summary>A number, which may be written as a text; null where there is none.</summary>
    public static float? Decimal(IReadOnlyDictionary<string, JsonElement> parameters, string name) =>
        SearchParameterRule.ReadDecimal(parameters, name);

    private static SearchParameterRule[] RulesOf(string indexType, FieldSchema field) => indexType != VectorIndexTypes.Auto
        ? _rules.GetValueOrDefault(indexType, [])
        : _rules[field.DataType switch
        {
            DataType.SparseFloatVector => "SPARSE_INVERTED_INDEX",
            DataType.BinaryVector => "BIN_IVF_FLAT",
            _ => "HNSW",
        }];
}
