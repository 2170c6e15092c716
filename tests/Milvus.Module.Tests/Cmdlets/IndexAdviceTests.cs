using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>What an index lacks is said in the words of the cmdlets: the metric, the index to remove, the field that was meant.</summary>
public sealed class IndexAdviceTests : IDisposable
{
    private readonly ModuleShell _shell = new(width: 1000);

    public IndexAdviceTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        $fields = @(
            New-MilvusField id INT64 -PrimaryKey
            New-MilvusField v FLOAT_VECTOR -Dimension 8
            New-MilvusField bits BINARY_VECTOR -Dimension 8
            New-MilvusField words SPARSE_FLOAT_VECTOR
            New-MilvusField n INT64
        )
        $null = New-MilvusCollection 'docs' -Field $fields -EnableDynamicField
        """);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void New_MilvusIndex_without_metric_advises_the_metrics_of_the_field(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("metric");
        back.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField v FLOAT_VECTOR -Dimension 8)
            """,
            name);

        var ran = back.Shell.Run("New-MilvusIndex $args[0] v -IndexType HNSW", name);

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.StartsWith(
            "Add -MetricType: L2, IP, COSINE for the field v (FloatVector).",
            ran.Errors[0].ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-MilvusIndex docs bits -IndexType BIN_FLAT", "HAMMING, JACCARD, SUBSTRUCTURE, SUPERSTRUCTURE for the field bits")]
    [InlineData("New-MilvusIndex docs bits -IndexType HNSW", "HAMMING, JACCARD for the field bits")]
    [InlineData("New-MilvusIndex docs words -IndexType SPARSE_INVERTED_INDEX", "IP, or BM25 for the output of a BM25 function")]
    [InlineData("New-MilvusIndexParameter v -IndexType IVF_FLAT | New-MilvusIndex docs", "L2, IP, COSINE for the field v")]
    public void New_MilvusIndex_advised_metrics_fit_the_type_and_the_field(string line, string metrics) =>
        Assert.StartsWith($"Add -MetricType: {metrics}", Advice(line), StringComparison.Ordinal);

    [Fact]
    public void New_MilvusIndex_metric_that_does_not_fit_has_other_advice() =>
        Assert.DoesNotContain(
            "Add -MetricType", Advice("New-MilvusIndex docs v -IndexType HNSW -MetricType HAMMING"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void New_MilvusIndex_second_index_of_a_field_names_the_first_one(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();
        var index = (string)back.Shell.Do("Get-MilvusIndex $args[0] -Field vector", name).Values("Name")[0]!;

        var ran = back.Shell.Run("New-MilvusIndex $args[0] vector -IndexType IVF_FLAT -MetricType IP -Name another", name);

        Assert.Equal(["MilvusAlreadyExists"], ran.ErrorIds);
        Assert.Contains(
            $"Remove-MilvusIndex {name} {index}.", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains($"Dismount-MilvusCollection {name}.", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-MilvusIndex docs vv", "v")]
    [InlineData("New-MilvusIndex docs wrods -IndexType SPARSE_INVERTED_INDEX -MetricType IP", "words")]
    public void New_MilvusIndex_misspelt_field_of_an_unread_collection_gets_a_hint(string line, string near) =>
        Assert.StartsWith($"Did you mean {near}?", Advice(line), StringComparison.Ordinal);

    [Fact]
    public void New_MilvusIndex_name_that_is_no_field_lists_the_fields() => Assert.Equal(
        "docs has no field something, so the name is a key of the dynamic field. The fields are id, v, bits, words, n.",
        Advice("New-MilvusIndex docs something"));

    [Theory]
    [InlineData("New-MilvusIndex docs v -IndexType HNSW -MetricType L2 -Parameter @{ nlist = 16 }", "nlist is a parameter of IVF_FLAT")]
    [InlineData("New-MilvusIndexParameter v -IndexType ivf_flat -Parameter @{ M = 16; nlist = 4 }", "M is a parameter of HNSW")]
    [InlineData("New-MilvusIndex docs n -IndexType STL_SORT -Parameter @{ min_gram = 1 }", "min_gram is a parameter of NGRAM")]
    public void New_MilvusIndex_parameter_of_another_index_type_is_a_warning(string line, string warning) =>
        Assert.Contains(warning, Assert.Single(_shell.Do(line).Warnings), StringComparison.Ordinal);

    [Theory]
    [InlineData("New-MilvusIndex docs v -IndexType HNSW -MetricType L2 -Parameter @{ M = 16; efConstruction = 99 }")]
    [InlineData("New-MilvusIndex docs v -IndexType IVF_PQ -MetricType L2 -Parameter @{ M = 8; NLIST = 4 }")]
    [InlineData("New-MilvusIndex docs v -IndexType IVF_FLAT -MetricType L2 -Parameter @{ 'mmap.enabled' = $true }")]
    public void New_MilvusIndex_parameter_of_the_index_type_is_no_warning(string line) =>
        Assert.Empty(_shell.Do(line).Warnings);

    [Theory]
    [InlineData("@{ nprobe = 4 }", "nprobe is a parameter of IVF_FLAT")]
    [InlineData("@{ ef = 40; search_list = 50 }", "search_list is a parameter of DISKANN, but not of HNSW, which ignores it.")]
    [InlineData("@{ ef = 40 }", null)]
    [InlineData("@{ radius = 9; nothing_known = 1 }", null)]
    public void Search_MilvusEntity_parameter_of_another_index_type_is_a_warning(string parameter, string? warning)
    {
        _shell.Do(
            """
            $null = New-MilvusCollection found -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField v FLOAT_VECTOR -Dimension 2) -IndexParameter (New-MilvusIndexParameter v -IndexType HNSW -MetricType L2)
            $null = @{ id = 1; v = 1, 2 } | Add-MilvusEntity found
            """);

        foreach (var line in new[]
            {
                $"Search-MilvusEntity found 1, 2 -Parameter {parameter}",
                $"Search-MilvusEntity found -SubSearch (New-MilvusSearchRequest 1, 2 -Parameter {parameter})",
            })
        {
            var warnings = _shell.Do(line).Warnings;
            Assert.Equal(warning is null ? 0 : 1, warnings.Count);
            Assert.All(warnings, text => Assert.Contains(warning!, text, StringComparison.Ordinal));
        }
    }

    private string Advice(string line) => Assert.Single(_shell.Run(line).Errors).ErrorDetails.RecommendedAction;
}
