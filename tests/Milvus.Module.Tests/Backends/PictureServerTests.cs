namespace Milvus.Module.Tests.Backends;

/// <summary>Pictures, measurements, checks and reviews on each back end: the engine, Milvus and Milvus Lite.</summary>
public sealed class PictureServerTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Show_MilvusSearch_draws_the_hits_of_each_back_end(Backend backend)
    {
        using var shell = new BackendShell(backend, width: 80);
        var name = shell.NewFilledCollection("bars");

        var bars = Lines(shell, "Search-MilvusEntity $args[0] 1, 1, 2, 3 -Limit 5 -OutputField name | Show-MilvusSearch -Ascii", name);
        var histogram = Lines(shell, "Search-MilvusEntity $args[0] 1, 1, 2, 3 -Limit 20 | Show-MilvusSearch -Ascii -Histogram", name);

        Assert.StartsWith("5 hits, scores 1.0000 to ", bars[0], StringComparison.Ordinal);
        Assert.Equal(6, bars.Length);
        Assert.EndsWith("row 0", bars[1], StringComparison.Ordinal);
        Assert.StartsWith("20 hits, scores 1.0000 to ", histogram[0], StringComparison.Ordinal);
        Assert.All(bars.Concat(histogram), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Show_MilvusVectorMap_draws_the_rows_of_each_back_end(Backend backend)
    {
        using var shell = new BackendShell(backend, width: 80);
        var name = shell.NewFilledCollection("map");

        var map = Lines(shell, "Show-MilvusVectorMap $args[0] -Ascii -Width 60", name);

        Assert.Equal($"{name}.vector: 20 rows", map[0]);
        Assert.All(map, line => Assert.True(line.Length <= 60, line));
        Assert.True(map.Skip(2).Sum(line => line.Count(character => character != ' ')) >= 10, string.Join('\n', map));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Measure_MilvusSearch_measures_each_back_end(Backend backend)
    {
        using var shell = new BackendShell(backend);
        var name = shell.NewCollection("measured");
        shell.Shell.Do(
            """
            param($name)
            $null = 0..199 | ForEach-Object { @{ id = $_; name = "row $_"; vector = ($_ + 1), ($_ % 7), ($_ % 11), 3 } } |
                Add-MilvusEntity $name
            $null = New-MilvusIndex $name vector -IndexType HNSW -MetricType L2
            Mount-MilvusCollection $name
            """,
            name);

        var ran = shell.Shell.Do(
            "Measure-MilvusSearch $args[0] -Limit 5 -Parameter @{ ef = 8 }, @{ ef = 64 } | ForEach-Object { $_.Recall; $_.RowCount }",
            name);

        Assert.Equal(4, ran.Output.Count);
        Assert.All(ran.Output.Where((_, index) => index % 2 == 0), recall => Assert.InRange((double)recall.BaseObject, 0.5, 1));
        Assert.All(ran.Output.Where((_, index) => index % 2 == 1), rows => Assert.Equal("200", rows.ToString()));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Measure_MilvusIndex_estimates_for_each_back_end(Backend backend)
    {
        using var shell = new BackendShell(backend);
        var name = shell.NewFilledCollection("estimated");

        var ran = shell.Shell.Do(
            "Measure-MilvusIndex $args[0] vector -IndexType FLAT | ForEach-Object { $_.RowCount; $_.MemorySize }",
            name);

        // 20 rows of four floats with four bytes each.
        Assert.Equal(["20", "320"], ran.Output.Select(value => value.ToString()));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Test_MilvusCollectionHealth_has_findings_of_each_back_end(Backend backend)
    {
        using var shell = new BackendShell(backend);
        var name = shell.NewFilledCollection("checked");

        shell.Shell.Do("Dismount-MilvusCollection $args[0]", name);

        var found = Lines(shell, "Test-MilvusCollectionHealth $args[0] | ForEach-Object Finding", name);
        shell.Shell.Do("$null = Test-MilvusCollectionHealth $args[0] | ForEach-Object { . ([scriptblock]::Create($_.Cure)) }", name);
        var left = Lines(shell, "Test-MilvusCollectionHealth $args[0] | ForEach-Object Finding", name);

        // A description that the server would not change is not a finding.
        Assert.Contains("NotLoaded", found);
        Assert.True(backend != Backend.Embedded || found.Contains("NoDescription"));
        Assert.DoesNotContain("NotLoaded", left);
        Assert.DoesNotContain("NoDescription", left);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusAccess_lists_what_each_back_end_has(Backend backend)
    {
        using var shell = new BackendShell(backend);

        var ran = shell.Shell.Run("Get-MilvusAccess root | ForEach-Object Role");

        // Milvus Lite has no users.
        Assert.Equal(backend.Name == "lite" ? ["MilvusNotSupportedByServerVersion"] : [], ran.ErrorIds);
        Assert.Equal(backend.Name != "lite", ran.Output.Select(role => role.ToString()).Contains("admin"));
    }

    private static string[] Lines(BackendShell shell, string script, string name) =>
        [.. shell.Shell.Do(script, name).Output.Select(line => line.ToString())];
}
