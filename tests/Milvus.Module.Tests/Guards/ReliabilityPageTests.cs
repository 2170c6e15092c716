using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// docs/reliability.md has a row for each failure, with the tests that would fail. The tests have the number of the row in their attribute
/// Failure. MILVUS_UPDATE_GOLDEN=1 writes the lists of tests from the attributes; the other text is written by hand.
/// </summary>
public sealed partial class ReliabilityPageTests
{
    private const string NoTest = "Not tested: ";

    /// <summary>The groups of the rows, and the number of rows of each.</summary>
    private static readonly (char Group, int Rows)[] _groups = [('N', 21), ('L', 5), ('C', 6), ('D', 15), ('P', 7), ('V', 10), ('S', 15)];

    private static readonly string _path = Repository.Combine("docs", "reliability.md");

    /// <summary>The tests of each row, as class and name.</summary>
    private static readonly ILookup<string, string> _tests = TestSource.Methods
        .Where(method => method.IsTest)
        .SelectMany(method => Mark().Matches(method.Text[..method.Text.IndexOf("    public ", StringComparison.Ordinal)])
            .SelectMany(mark => RowNumber().Matches(mark.Value).Select(row => (Row: row.Value.Trim('"'), Test: NameOf(method)))))
        .OrderBy(pair => pair.Test, StringComparer.Ordinal)
        .ToLookup(pair => pair.Row, pair => pair.Test, StringComparer.Ordinal);

    [Fact]
    public void ReliabilityPage_has_each_row_once_in_order()
    {
        var expected = _groups.SelectMany(group => Enumerable.Range(1, group.Rows).Select(number => $"{group.Group}{number}"));

        Assert.Equal(expected, RowHeading().Matches(File.ReadAllText(_path)).Select(row => row.Groups["row"].Value));
    }

    [Fact]
    public void ReliabilityPage_lists_the_tests_that_have_the_number_of_the_row()
    {
        var page = File.ReadAllText(_path).ReplaceLineEndings("\n");
        var written = RowHeading().Replace(page, row =>
            row.Groups["text"].Value + string.Concat(_tests[row.Groups["row"].Value].Select(test => $"- {test}\n")) + "\n");
        if (Environment.GetEnvironmentVariable("MILVUS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(_path, written);
        }

        Assert.Equal(written, File.ReadAllText(_path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void ReliabilityPage_row_without_a_test_says_why()
    {
        var rows = RowHeading().Matches(File.ReadAllText(_path)).ToDictionary(row => row.Groups["row"].Value, row => row.Value);
        Assert.Empty(rows.Where(row => !_tests.Contains(row.Key) && !row.Value.Contains(NoTest, StringComparison.Ordinal))
            .Select(row => row.Key));
        // A number that is not on the page would hide its test.
        Assert.Empty(_tests.Select(row => row.Key).Except(rows.Keys));
    }

    [Fact]
    public void ReliabilityPage_each_test_in_a_folder_of_a_group_has_a_number_of_that_group()
    {
        var wrong = TestSource.Methods
            .Where(method => method.IsTest && method.File.Contains("/Reliability/", StringComparison.Ordinal))
            .Where(method => !_tests.Any(row => FolderOf(row.Key) == method.File.Split('/')[2] && row.Contains(NameOf(method))));

        Assert.Empty(wrong);
    }

    private static string FolderOf(string row) => row[0] switch
    {
        'N' => "Network",
        'L' => "Limits",
        'C' => "Control",
        'D' => "Disk",
        'P' => "Parallel",
        'V' => "Values",
        _ => "Security",
    };

    private static string NameOf(TestMethod method) => $"{Path.GetFileNameWithoutExtension(method.File)}.{method.Name}";

    /// <summary>A heading with its text, and the list of tests below it.</summary>
    [GeneratedRegex(@"(?<text>^### (?<row>[NLCDPVS]\d+): .*\n\n(?:.+\n)+?\n)(?:- \w+\.\w+\n)*\n?(?=^#|\z)", RegexOptions.Multiline)]
    private static partial Regex RowHeading();

    [GeneratedRegex(@"\[Failure\([^)]*\)\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"""[A-Z]\d+""")]
    private static partial Regex RowNumber();
}
