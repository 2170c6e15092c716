using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>
/// Validates the parameters of a search by the rules of the index type; unknown names are ignored, as in Milvus. Milvus compares the rows
/// of small segments one by one without validation. So the rules apply from <see cref="RowsOfStructure"/> rows on, and to sparse vectors
/// always.
/// </summary>
internal static class IndexSearchChecks
{
    /// <summary>
    /// The number of rows from which Milvus builds an index of a segment (minSegmentNumRowsToEnableIndex of milvus.yaml).
    /// </summary>
    public const long RowsOfStructure = 1024;

    private const string Ef = "ef";
    private const string SearchList = "search_list";
    private const string ReorderK = "reorder_k";
    private const string RefineK = "refine_k";
    private const string DropRatioName = "drop_ratio_search";

    /// <summary>Validates the parameters of a search for an index.</summary>
    /// <param name="indexType">The type of the index.</param>
    /// <param name="field">The field that is searched.</param>
    /// <param name="parameters">The parameters of the search.</param>
    /// <param name="wanted">The number of hits to find.</param>
    /// <param name="rows">The number of rows to search.</param>
    /// <exception cref="Errors.MilvusError">A parameter is invalid for the type of the index.</exception>
    public static void Check(
        string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters, int wanted, long rows)
    {
        if (rows < RowsOfStructure && field.DataType != DataType.SparseFloatVector)
        {
            return;
        }

        foreach (var rule in RulesOf(indexType, field))
        {
            SearchParameterCheck.Check(rule, parameters, wanted);
        }
    }

    /// <summary>
    /// The candidates of a graph walk (ef, search_list), if the index type has the parameter; else null. An invalid value is null:
    /// <see cref="Check"/> rejects it where it matters.
    /// </summary>
    public static int? Candidates(string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters) =>
        ReadCount(indexType, field, parameters, Ef) ?? ReadCount(indexType, field, parameters, SearchList);

    /// <summary>
    /// For each hit, the number of candidates of codes that are compared again by their vectors: refine_k if the index was created with
    /// refine, reorder_k or search_list for so many hits. An index type without such a parameter compares two.
    /// </summary>
    /// <param name="index">The index.</param>
    /// <param name="field">The field that is searched.</param>
    /// <param name="parameters">The parameters of the search.</param>
    /// <param name="wanted">The number of hits to find.</param>
    public static float Refinement(
        IndexEntry index, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters, long wanted)
    {
        const float Otherwise = 2;
        if (Takes(index.Type, field, RefineK))
        {
            return bool.TryParse(index.Parameters.Find("refine"), out var refines) && refines
                ? Math.Max(1, Decimal(parameters, RefineK) ?? 1)
                : 1;
        }

        var given = ReadCount(index.Type, field, parameters, ReorderK) ?? ReadCount(index.Type, field, parameters, SearchList);
        return given is { } candidates && wanted > 0 ? Math.Max(1, (float)candidates / wanted) : Otherwise;
    }

    /// <summary>The share of a sparse query's values to drop.</summary>
    public static float DropRatio(string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters) =>
        Takes(indexType, field, DropRatioName) ? Decimal(parameters, DropRatioName) ?? 0 : 0;

    /// <summary>A number, which may be given as a string; null if it is missing.</summary>
    public static float? Decimal(IReadOnlyDictionary<string, JsonElement> parameters, string name) =>
        SearchParameterCheck.ReadDecimal(parameters, name);

    private static int? ReadCount(
        string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters, string name) =>
        Takes(indexType, field, name) && parameters.TryGetValue(name, out var given)
        && int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : null;

    private static bool Takes(string indexType, FieldSchema field, string parameter) =>
        RulesOf(indexType, field).Any(rule => rule.Name == parameter);

    private static IEnumerable<ParameterRule> RulesOf(string indexType, FieldSchema field) =>
        IndexTypes.FindForField(indexType, field.DataType.Model())?.GetParameters(ParameterPhase.Search) ?? [];
}
