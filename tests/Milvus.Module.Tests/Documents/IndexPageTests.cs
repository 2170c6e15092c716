using System.Globalization;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Documents;

/// <summary>The tables of about_Milvus_Indexes are those of the module: memory, types and metrics of fields.</summary>
public sealed partial class IndexPageTests : IDisposable
{
    private static readonly string[] _lines = File.ReadAllLines(Repository.Combine("docs", "about", "about_Milvus_Indexes.md"));

    private readonly ModuleShell _shell = new();

    public IndexPageTests() => _shell.Do("$null = Connect-Milvus -InMemory");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void IndexPage_memory_is_that_of_the_command_of_the_page()
    {
        var estimates = _shell.Do("Measure-MilvusIndex -RowCount 1000000 -Dimension 768").Output
            .ToDictionary(item => (string)item.Properties["IndexType"].Value, item => (long)item.Properties["MemorySize"].Value);
        var rows = _lines.Select(line => Memory().Match(line)).Where(match => match.Success).ToArray();

        Assert.True(rows.Length >= 10, $"{rows.Length} rows were found.");
        Assert.All(rows, row => Assert.Equal(Size(estimates[row.Groups[1].Value]), row.Groups[2].Value));
    }

    [Fact]
    public void IndexPage_types_and_metrics_of_each_field_are_built()
    {
        var rows = _lines.Select(line => FieldRow().Match(line))
            .Where(match => match.Success && match.Groups[2].Value.Contains(';'))
            .ToArray();

        Assert.Equal(4, rows.Length);
        Assert.All(rows, row =>
        {
            var (field, parts) = (row.Groups[1].Value, row.Groups[2].Value.Split(';'));
            var types = parts[0].StartsWith("all ", StringComparison.Ordinal) ? Types() : parts[0].Split(", ");
            var metrics = Metric().Matches(parts[1]).Select(match => match.Value).Where(metric => metric != "BM25").ToArray();
            Assert.NotEmpty(metrics);
            foreach (var (type, metric) in types.SelectMany(type => metrics.Select(metric => (type, metric))))
            {
                Assert.Equal([metric], Build(field, type, metric));
            }
        });
    }

    [Theory]
    [InlineData("COSINE", "FLOAT_VECTOR")]
    [InlineData("HAMMING", "BINARY_VECTOR")]
    [InlineData("IP", "SPARSE_FLOAT_VECTOR")]
    public void IndexPage_autoindex_without_metric_fits_the_field(string metric, string field) =>
        Assert.Equal([metric], Build(field, "AUTOINDEX", null));

    private static string[] Types() =>
        [.. _lines.Select(line => Memory().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    private IReadOnlyList<object?> Build(string field, string type, string? metric) => _shell.Do(
        """
        $name = "c$(([guid]::NewGuid()).ToString('N'))"
        $given = @{}
        if ($args[0] -notlike 'SPARSE*') { $given.Dimension = 32 }
        $null = New-MilvusCollection $name -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector $args[0] @given)
        $metric = @{}
        if ($args[2]) { $metric.MetricType = $args[2] }
        New-MilvusIndex $name vector -IndexType $args[1] @metric
        Remove-MilvusCollection $name -Confirm:$false
        """,
        field,
        type,
        metric).Values("MetricType");

    // As the view of the command writes sizes.
    private static string Size(long bytes)
    {
        var megabytes = bytes / 1048576.0;
        return megabytes >= 1000
            ? $"{(megabytes / 1024).ToString("0.#", CultureInfo.InvariantCulture)} GB"
            : $"{megabytes.ToString("0", CultureInfo.InvariantCulture)} MB";
    }

    [GeneratedRegex(@"^    ([A-Z_0-9]+) +([0-9.]+ [GM]B)  ")]
    private static partial Regex Memory();

    [GeneratedRegex("^    ([A-Z0-9]+(?:_[A-Z]+)*_VECTOR) +(.*)$")]
    private static partial Regex FieldRow();

    [GeneratedRegex("[A-Z][A-Z0-9]+")]
    private static partial Regex Metric();
}
