using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>
/// The parameters a search gives to the structure of an index, by the rules of its type; a name that is not among them is passed over, as
/// on servers. Servers compare the rows of small segments one by one and look at none of these, so a structure is asked from
/// <see cref="RowsOfStructure"/> rows on. Inverted lists over sparse vectors are asked from the first row on.
/// </summary>
internal static class IndexSearchChecks
{
    /// <summary>The rows from which servers build an index of a segment.</summary>
    public const long RowsOfStructure = 1024;

    private const string Ef = "ef";
    private const string DropRatioName = "drop_ratio_search";

    /// <summary>Refuses what the structure of an index does not take.</summary>
    /// <param name="indexType">As the index was made with.</param>
    /// <param name="field">The field that is searched.</param>
    /// <param name="parameters">Of the search.</param>
    /// <param name="wanted">The hits the structure is asked for.</param>
    /// <param name="rows">The rows that are searched.</param>
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
    /// The candidates of a walk through a graph, where the type of the index takes them. What is not a number of them is passed over:
    /// where it matters it is refused before.
    /// </summary>
    public static int? Candidates(string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters) =>
        Takes(indexType, field, Ef) && parameters.TryGetValue(Ef, out var given)
        && int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var candidates) && candidates > 0
            ? candidates
            : null;

    /// <summary>The share of a sparse query that may be left out.</summary>
    public static float DropRatio(string indexType, FieldSchema field, IReadOnlyDictionary<string, JsonElement> parameters) =>
        Takes(indexType, field, DropRatioName) ? Decimal(parameters, DropRatioName) ?? 0 : 0;

    /// <summary>A number, which may be written as a text; null where there is none.</summary>
    public static float? Decimal(IReadOnlyDictionary<string, JsonElement> parameters, string name) =>
        SearchParameterCheck.ReadDecimal(parameters, name);

    private static bool Takes(string indexType, FieldSchema field, string parameter) =>
        RulesOf(indexType, field).Any(rule => rule.Name == parameter);

    private static IEnumerable<ParameterRule> RulesOf(string indexType, FieldSchema field) =>
        IndexTypes.Chosen(indexType, field.DataType.Model())?.ParametersOf(ParameterPhase.Search) ?? [];
}
