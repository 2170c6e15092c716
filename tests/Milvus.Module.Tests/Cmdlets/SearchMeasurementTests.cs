using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Recall and latency of search settings on stored rows.</summary>
public sealed class SearchMeasurementTests : IDisposable
{
    private const string Fill =
        "$r = [Random]::new(7); $null = 1..200 | ForEach-Object { @{ id = $_; group = $_ % 2; "
        + "vector = 1..4 | ForEach-Object { $r.NextDouble() - 0.5 } } } | Add-MilvusEntity docs";

    private readonly RecordingServer _server = new();
    private readonly ModuleShell _shell = new();

    public SearchMeasurementTests() => _shell.Do("$null = Connect-Milvus $args[0]", _server.Address);

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("FLOAT_VECTOR", "FLAT", "L2", 1)]
    [InlineData("FLOAT_VECTOR", "FLAT", "IP", 1)]
    [InlineData("FLOAT_VECTOR", "FLAT", "COSINE", 1)]
    [InlineData("FLOAT_VECTOR", "HNSW", "COSINE", 7)]
    [InlineData("FLOAT16_VECTOR", "AUTOINDEX", "L2", 7)]
    [InlineData("FLOAT_VECTOR", "IVF_FLAT", "L2", 8)]
    public void Measure_MilvusSearch_exact_search_has_the_recall_1(string type, string index, string metric, int settings)
    {
        Create(type, index, metric);

        var measured = _shell.Do("Measure-MilvusSearch docs -QueryCount 20");

        Assert.Equal(settings, measured.Output.Count);
        Assert.All(measured.Values("Recall"), recall => Assert.InRange((double)recall!, 0.99, 1.0));
        Assert.All(measured.Values("QueryCount"), count => Assert.Equal(20, count));
        Assert.All(measured.Values("RowCount"), count => Assert.Equal(200L, count));
        Assert.Equal([true, .. Enumerable.Repeat(false, settings - 1)], measured.Values("Suggested").Cast<bool>());
        Assert.All(measured.Output, one => Assert.True((TimeSpan)one.Properties["P50"].Value <= (TimeSpan)one.Properties["P95"].Value));
        Assert.All(measured.Values("QueriesPerSecond"), rate => Assert.True((double)rate! > 0));
    }

    [Fact]
    public void Measure_MilvusSearch_other_types_of_vectors_are_compared()
    {
        _shell.Do(
            """
            $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField b BINARY_VECTOR -Dimension 16),
                (New-MilvusField s SPARSE_FLOAT_VECTOR), (New-MilvusField i INT8_VECTOR -Dimension 2)
            $null = New-MilvusCollection docs -Field $fields -IndexParameter (New-MilvusIndexParameter b -MetricType JACCARD),
                (New-MilvusIndexParameter s -MetricType IP), (New-MilvusIndexParameter i -MetricType COSINE)
            $r = [Random]::new(3)
            $null = 1..60 | ForEach-Object { @{ id = $_; b = [byte[]]($r.Next(256), $r.Next(256)); i = [sbyte[]]($r.Next(100), $r.Next(100))
                s = @{ [string]$r.Next(9) = 1 + $r.NextDouble(); '9' = 1 + $r.NextDouble() } } } | Add-MilvusEntity docs
            """);

        foreach (var field in new[] { "b", "s", "i" })
        {
            var recalls = _shell.Do($"Measure-MilvusSearch docs {field} -QueryCount 10 -Limit 3").Values("Recall");
            Assert.InRange((double)recalls[^1]!, 0.99, 1.0);
        }

        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Measure-MilvusSearch docs").ErrorIds);
    }

    [Fact]
    public void Measure_MilvusSearch_hits_that_are_not_the_nearest_lower_the_recall()
    {
        Create("FLOAT_VECTOR", "FLAT", "L2");
        // A server that returns the same far rows for each query.
        _server.Log.Answer("Search", new SearchResults
        {
            Status = new Protocol.Status(),
            Results = new SearchResultData
            {
                NumQueries = 1,
                TopK = 1,
                Topks = { 1 },
                Scores = { 1000 },
                Ids = new IDs { IntId = new LongArray { Data = { 1 } } },
                FieldsData =
                {
                    new FieldData
                    {
                        FieldName = "id",
                        Type = DataType.Int64,
                        Scalars = new ScalarField { LongData = new LongArray { Data = { 1 } } },
                    },
                },
            },
        });

        var ran = _shell.Do("Measure-MilvusSearch docs -QueryCount 10 -Limit 5 -WarningVariable warned; $warned");

        Assert.InRange((double)ran.Output[0].Properties["Recall"].Value, 0.0, 0.2);
        Assert.Equal(false, ran.Output[0].Properties["Suggested"].Value);
        Assert.Contains("No setting reaches the recall 0.95", ran.Texts[1], StringComparison.Ordinal);
        Assert.Equal([true], _shell.Do("Measure-MilvusSearch docs -QueryCount 10 -Limit 5 -TargetRecall 0").Values("Suggested"));
    }

    [Fact]
    public void Measure_MilvusSearch_settings_and_filters_are_sent()
    {
        Create("FLOAT_VECTOR", "HNSW", "L2");
        _server.Log.Requests.Clear();

        var measured = _shell.Do("Measure-MilvusSearch docs -Parameter @{ ef = 12, 30 }, @{ ef = 50 } -Where { $_.group -eq 1 } "
            + "-QueryCount 5 -Seed 3; Measure-MilvusSearch docs -Parameter @{ ef = 12 } -Filter 'group == 1' -QueryCount 5 -Seed 3");

        Assert.Equal([100L, 100L, 100L, 100L], measured.Values("RowCount"));
        Assert.Equal(["12", "30", "50", "12"], _shell.Do("$args[0] | ForEach-Object { $_.Setting.ef }", measured.Output).Texts);
        var searches = _server.Log.Requests.Where(call => call.Name == "Search").Select(call => (SearchRequest)call.Request).ToList();
        // Each setting has one search that does not count.
        Assert.Equal(4 * 6, searches.Count);
        Assert.All(searches, search => Assert.Equal("group == 1", search.Dsl));
        Assert.Equal(
            searches.Take(6).Select(search => search.PlaceholderGroup),
            searches.Skip(18).Select(search => search.PlaceholderGroup));
    }

    [Theory]
    [InlineData("docs -Parameter @{ ef = 10 }", "MilvusInvalidArgument")]
    [InlineData("docs missing", "MilvusFieldNotFound")]
    [InlineData("docs -Filter 'id == 1'", "MilvusInvalidArgument")]
    [InlineData("docs -Filter 'id =='", "MilvusFilterSyntax")]
    [InlineData("missing", "MilvusCollectionNotFound")]
    [InlineData("bare", "MilvusIndexNotFound")]
    public void Measure_MilvusSearch_wrong_input_is_one_error(string arguments, string id)
    {
        Create("FLOAT_VECTOR", "HNSW", "L2");
        _shell.Do("$null = New-MilvusCollection bare -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField v FLOAT_VECTOR "
            + "-Dimension 2)");

        Assert.Equal([id], _shell.Run($"Measure-MilvusSearch {arguments}").ErrorIds);
    }

    [Fact]
    public void Measure_MilvusSearch_pipeline_and_the_suggested_setting_fit_a_search()
    {
        Create("FLOAT_VECTOR", "HNSW", "COSINE");

        var hits = _shell.Do("$best = Get-MilvusCollection docs | Measure-MilvusSearch -QueryCount 5 | Where-Object Suggested; "
            + "Search-MilvusEntity docs 1, 2, 3, 4 -Parameter $best.Setting");

        Assert.Equal(10, hits.Output.Count);
        Assert.StartsWith(
            "   Searches: docs.vector, HNSW/COSINE, limit 10, queries 5, rows 200",
            _shell.Show("Measure-MilvusSearch docs -QueryCount 5").TrimStart('\n'),
            StringComparison.Ordinal);
    }

    private void Create(string type, string index, string metric) => _shell.Do(
        $"$null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField group INT64), "
        + $"(New-MilvusField vector {type} -Dimension 4) -IndexParameter (New-MilvusIndexParameter vector -IndexType {index} "
        + $"-MetricType {metric}); {Fill}");
}
