using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Findings of collections: each rests on a measured value, and its cure ends it.</summary>
public sealed class CollectionHealthTests : IDisposable
{
    private const string Rows =
        "1..40 | ForEach-Object { @{ id = $_; title = \"t$_\"; price = [double]$_; vector = $_, (41 - $_), 1 } } | Add-MilvusEntity docs";

    private const string Described = "Set-MilvusCollection docs -Property @{ 'collection.description' = 'documents' }";

    private readonly ModuleShell _shell = new();

    public CollectionHealthTests() => _shell.Do("$null = Connect-Milvus -InMemory -Name lab");

    /// <summary>How a finding comes about, its subject, and a value of its facts.</summary>
    public static TheoryData<string, string, string, string, string> Cured => new()
    {
        { "Dismount-MilvusCollection docs", "NotLoaded", "", "LoadState", "NotLoad" },
        { "Remove-MilvusIndex docs vector -Force", "NoIndex", "vector", "IndexedField", "" },
        { "New-MilvusPartition docs drafts; Dismount-MilvusPartition docs drafts", "PartitionNotLoaded", "drafts", "LoadState", "NotLoad" },
        { "Remove-MilvusEntity docs -Where { $_.id -le 150 } -Confirm:$false", "DeletedRows", "", "StoredRows", "200" },
        { "Set-MilvusCollection docs -Property @{ 'collection.description' = '' }", "NoDescription", "", "Description", "" },
        {
            "Remove-MilvusIndex docs vector -Force; $null = New-MilvusIndex docs vector -MetricType IP; Mount-MilvusCollection docs",
            "MetricPrefersLongVectors", "vector", "MetricType", "IP"
        },
    };

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Test_MilvusCollectionHealth_healthy_collection_has_no_finding()
    {
        Create();

        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth").Output);
        Assert.Contains(
            _shell.Do("Test-MilvusCollectionHealth docs -Verbose").Verbose,
            line => line.Contains("0 findings", StringComparison.Ordinal) && line.Contains("40 rows", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cured))]
    public void Test_MilvusCollectionHealth_cure_ends_the_finding(string cause, string finding, string subject, string fact, string value)
    {
        Create();
        if (finding == "DeletedRows")
        {
            _shell.Do("41..200 | ForEach-Object { @{ id = $_; title = 't'; price = 1; vector = $_, 1, 1 } } | Add-MilvusEntity docs");
        }

        _shell.Do($"$null = {cause}");

        _shell.Do("$found = Test-MilvusCollectionHealth docs");
        _shell.Do("$one = $found | Where-Object Finding -eq $args[0]", finding);
        var one = Assert.Single(_shell.Do("$one").Output);
        Assert.Equal(subject, one.Properties["Subject"].Value);
        Assert.Equal(value, $"{_shell.Do("$one.Fact[$args[0]]", fact).Output.SingleOrDefault()}");

        _shell.Do("$null = $found.Cure | ForEach-Object { . ([scriptblock]::Create($_)) }");
        var left = _shell.Do("Test-MilvusCollectionHealth docs");
        Assert.True(left.Output.Count == 0, string.Join('\n', left.Texts));
    }

    [Fact]
    public void Test_MilvusCollectionHealth_field_that_no_row_fills_is_found()
    {
        Create();
        _shell.Do("$null = 1..40 | ForEach-Object { @{ id = $_; title = ''; price = $null; vector = $_, 1, 1 } } | Set-MilvusEntity docs");

        var whole = _shell.Do("Test-MilvusCollectionHealth docs");
        Assert.Equal(["FieldNeverFilled", "FieldNeverFilled"], whole.Values("Finding"));
        Assert.Equal(["title", "price"], whole.Values("Subject"));
        Assert.Equal(["Remove-MilvusField docs title", "Remove-MilvusField docs price"], whole.Values("Cure"));

        // Rows that were not read may have a value, so nothing is removed.
        var part = _shell.Do("Test-MilvusCollectionHealth docs -SampleSize 20");
        Assert.Equal(
            [
                "Get-MilvusEntity docs -Filter 'title != \"\"' -First 1",
                "Get-MilvusEntity docs -Filter 'price is not null' -First 1",
            ],
            part.Values("Cure"));
        Assert.Empty(_shell.Do($"{part.Values("Cure")[0]}; {part.Values("Cure")[1]}").Output);
        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth docs -SampleSize 0").Output);
    }

    [Fact]
    public void Test_MilvusCollectionHealth_empty_collection_and_zero_vectors_are_found()
    {
        Create(rows: string.Empty);
        Assert.Equal(["NoRows"], _shell.Do("Test-MilvusCollectionHealth docs").Values("Finding"));

        _shell.Do("$null = @{ id = 1; title = 't'; price = 1; vector = 0, 0, 0 }, @{ id = 2; title = 't'; price = 1; vector = 1, 0, 0 } | "
            + "Add-MilvusEntity docs");
        var found = _shell.Do("$zero = Test-MilvusCollectionHealth docs; $zero");
        Assert.Equal(["ZeroVectors"], found.Values("Finding"));
        Assert.Equal("1 of 2", _shell.Do("\"$($zero.Fact.ZeroVectors) of $($zero.Fact.SampledVectors)\"").Texts.Single());
        Assert.Equal([1L], _shell.Do("& ([scriptblock]::Create($zero.Cure))").Values("id"));
        _shell.Do("& ([scriptblock]::Create($zero.Cure)) | Remove-MilvusEntity -Confirm:$false");
        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth docs").Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$null = New-MilvusPartition docs drafts")]
    public void Test_MilvusCollectionHealth_keys_that_are_stored_twice_are_found_and_cured(string before)
    {
        Create();
        _shell.Do($"{before}; $null = @{{ id = 3; title = 'new'; price = 1; vector = 1, 1, 1 }}, @{{ id = 5; title = 'new'; price = 1; "
            + "vector = 1, 1, 1 } | Add-MilvusEntity docs");

        var found = _shell.Do("($one = Test-MilvusCollectionHealth docs | Where-Object Finding -NE PartitionNotLoaded)");
        Assert.Equal(["DoubledKeys"], found.Values("Finding"));
        Assert.Equal("3 5, 42, 40", _shell.Do("\"$($one.Fact.Keys), $($one.Fact.Counted), $($one.Fact.Read)\"").Texts.Single());
        Assert.Empty(_shell.Do("Test-MilvusCollectionHealth docs -SampleSize 40 | Where-Object Finding -EQ DoubledKeys").Output);

        _shell.Do("$null = & ([scriptblock]::Create($one.Cure))");
        var cured = before.Length == 0 ? "docs" : "docs_once";
        Assert.Equal([40L], _shell.Do($"Measure-MilvusCollection {cured}").Values("RowCount"));
        Assert.Empty(_shell.Do($"Test-MilvusCollectionHealth {cured} | Where-Object Finding -EQ DoubledKeys").Output);
    }

    [Fact]
    public void Test_MilvusCollectionHealth_rows_of_one_key_are_a_skew()
    {
        _shell.Do(
            """
            $null = New-MilvusCollection docs -Description d -IndexParameter (New-MilvusIndexParameter vector) -Field (
                New-MilvusField id INT64 -PrimaryKey), (New-MilvusField tenant VARCHAR -MaxLength 9 -PartitionKey), (
                New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = 1..1100 | ForEach-Object { @{ id = $_; tenant = "t$([int]($_ -gt 1000) * $_)"; vector = $_, 1 } } |
                Add-MilvusEntity docs
            $skew = Test-MilvusCollectionHealth docs
            """);

        Assert.Equal("PartitionSkew 1100", _shell.Do("\"$($skew.Finding) $($skew.Fact.AllRows)\"").Texts.Single());
        Assert.True((long)_shell.Do("$skew.Fact.Rows").Output.Single().BaseObject >= 1000);
    }

    [Fact]
    public void Test_MilvusCollectionHealth_names_pipeline_and_missing_collections()
    {
        Create();
        _shell.Do("$null = New-MilvusCollection other -Dimension 2; $null = New-MilvusDatabase archive");
        _shell.Do("$null = New-MilvusCollection old -Dimension 2 -Database archive; Dismount-MilvusCollection old -Database archive");

        Assert.Equal(["other", "other"], _shell.Do("Test-MilvusCollectionHealth do*, oth*").Values("Collection"));
        Assert.Equal(["NoRows", "NoDescription"], _shell.Do("Get-MilvusCollection | Test-MilvusCollectionHealth").Values("Finding"));
        var ran = _shell.Run("Test-MilvusCollectionHealth missing, other");
        Assert.Equal(["MilvusCollectionNotFound"], ran.ErrorIds);
        Assert.Equal(["other", "other"], ran.Values("Collection"));
        // The cures of another database name it.
        Assert.Contains(
            "Mount-MilvusCollection old -Database archive",
            _shell.Do("Get-MilvusCollection old -Database archive | Test-MilvusCollectionHealth").Values("Cure"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Test_MilvusCollectionHealth_view_has_each_cure_on_a_line(int width)
    {
        using var shell = new ModuleShell(width);
        shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Field (New-MilvusField id INT64 -PrimaryKey), "
            + "(New-MilvusField vector FLOAT_VECTOR -Dimension 2)");

        var lines = shell.Show("Test-MilvusCollectionHealth docs | Where-Object Severity -eq Error").Split('\n')
            .Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToList();

        Assert.Equal("   Collection: docs", lines[0]);
        Assert.Equal("Error        NoIndex: vector", lines[1]);
        Assert.Equal("    New-MilvusIndex docs vector -MetricType COSINE", lines[^1]);
        Assert.StartsWith("    The vector field vector has no index.", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= width));
    }

    private void Create(string rows = Rows) => _shell.Do(
        $$"""
        $null = New-MilvusCollection docs -IndexParameter (New-MilvusIndexParameter vector -MetricType COSINE) -Field (
            New-MilvusField id INT64 -PrimaryKey), (New-MilvusField title VARCHAR -MaxLength 99), (
            New-MilvusField price DOUBLE -Nullable), (New-MilvusField vector FLOAT_VECTOR -Dimension 3)
        {{(rows.Length > 0 ? $"$null = {rows}" : string.Empty)}}
        {{Described}}
        """);
}
