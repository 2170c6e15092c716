using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Milvus.Tests.Contract;

/// <summary>docs/embedded.md lists the search parameters that the table of index types has.</summary>
public sealed partial class SearchParameterPageTests
{
    [Fact]
    public void SearchParameters_page_has_those_of_each_index_type_on_vectors()
    {
        var listed = Rows().SelectMany(row => TypesOf(row[1]), (row, type) => (type, parameters: row[2].Trim())).ToArray();
        var expected = IndexTypes.All
            .Where(type => type.IsOfEngine && type.Metrics.Count > 0 && type.Name != IndexTypes.Auto)
            .Select(type => (type.Name, Describe(type)));
        Assert.Equal(expected.Order(), listed.Distinct().Order());
    }

    [Fact]
    public void SearchParameters_page_names_each_type_that_AUTOINDEX_takes_them_from()
    {
        var auto = Rows().Where(row => row[1].Contains(IndexTypes.Auto, StringComparison.Ordinal)).SelectMany(row => TypesOf(row[1]));
        Assert.Subset(
            auto.Concat(["SPARSE_INVERTED_INDEX"]).ToHashSet(),
            IndexTypes.All.Where(type => type.ChosenFor.Count > 0).Select(type => type.Name).ToHashSet());
    }

    private static IEnumerable<string[]> Rows()
    {
        var path = Path.Combine(Path.GetDirectoryName(SourcePath())!, "..", "..", "..", "docs", "embedded.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        return page[page.IndexOf("| index type | search parameters |", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|'));
    }

    private static IEnumerable<string> TypesOf(string cell) => cell.Contains("sparse", StringComparison.Ordinal)
        ? IndexTypes.All.Where(type => type.Structure == IndexStructure.InvertedLists).Select(type => type.Name)
        : Name().Matches(cell).Select(match => match.Value).Where(name => name != IndexTypes.Auto);

    private static string Describe(IndexType type)
    {
        var rules = type.GetParameters(ParameterPhase.Search).ToArray();
        return rules.Length == 0 ? "none" : string.Join(", ", rules.Select(rule => $"`{rule.Name}` ({RangeOf(rule)})"));
    }

    private static string RangeOf(ParameterRule rule)
    {
        var low = ((float)rule.Low).ToString(CultureInfo.InvariantCulture);
        var high = ((float)rule.High).ToString(CultureInfo.InvariantCulture);
        return rule.IsOfCandidates ? $"{low} or more, at least the limit"
            : rule.High >= int.MaxValue ? $"{low} or more"
            : rule.ExcludesHigh ? $"from {low}, less than {high}"
            : $"{low} to {high}";
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\b[A-Z]+[A-Z0-9_]*\b")]
    private static partial Regex Name();
}
