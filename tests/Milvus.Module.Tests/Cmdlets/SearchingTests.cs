using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Searches of every kind on every back end that supports them.</summary>
public class SearchingTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_range_holds_what_lies_between_its_ends(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        var hits = back.Shell.Do("Search-MilvusEntity $args[0] 10, 0 -Radius 9.5 -RangeFilter 1 -Limit 50", name);

        // The distance is squared: 1, 4 and 9 on both sides.
        Assert.Equal([7L, 8L, 9L, 11L, 12L, 13L], hits.Values("Id").Order());
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_all_rows_come_from_the_nearest_on_once_each(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        var all = back.Shell.Do("Search-MilvusEntity $args[0] 10, 0 -All -BatchSize 17", name);
        var some = back.Shell.Do(
            "Search-MilvusEntity $args[0] 10, 0 -All -BatchSize 17 -Limit 4 -ExternalFilter { $_.Id % 10 -eq 0 } -Filter 'id >= 10'",
            name);

        Assert.Equal(Enumerable.Range(0, 100).Select(id => (object)(long)id), all.Values("Id").Order());
        Assert.Equal(all.Values("Score").Order(), all.Values("Score"));
        Assert.Equal(Enumerable.Range(1, 100).Select(rank => (object)rank), all.Values("Rank"));
        Assert.Equal([10L, 20L, 30L, 40L], some.Values("Id"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_groups_offsets_and_rounding(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        var groups = back.Shell.Do("Search-MilvusEntity $args[0] 10.1, 0 -GroupBy kind -Limit 3 -OutputField kind", name);
        var later = back.Shell.Do("Search-MilvusEntity $args[0] 10.1, 0 -Offset 2 -Limit 2 -RoundDecimal 1", name);

        Assert.Equal([0L, 1L, 2L], groups.Values("kind").Order());
        Assert.Equal([9L, 12L], later.Values("Id"));
        Assert.Equal([1.2f, 3.6f], later.Values("Score"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_several_searches_are_ranked_together(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        var ranked = back.Shell.Run("Search-MilvusEntity $args[0] -SubSearch (New-MilvusSearchRequest 10, 0 -Limit 3), "
            + "(New-MilvusSearchRequest 11, 0 -Limit 3) -Limit 2 -OutputField kind", name);

        // Milvus 2.4 introduced hybrid searches.
        Assert.Equal(backend.Name == "milvus" ? ["MilvusNotSupportedByServerVersion"] : [], ranked.ErrorIds);
        // Each is the first of one search and the second or third of the other.
        Assert.Equal(backend.Name == "milvus" ? [] : [10L, 11L], ranked.Values("Id").Order());
        Assert.All(ranked.Values("kind"), kind => Assert.IsType<long>(kind));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_function_chain_ranks_the_hits(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        var ranked = back.Shell.Run(
            """
            Search-MilvusEntity $args[0] 10.1, 0 -Limit 6 -FunctionChain @{ Stage = 'L2_RERANK'; Ops = @(
                @{ Map = 'far'; Function = 'decay'; Column = 'id'; Parameter = @{ function = 'exp'; origin = 12; scale = 1 } }
                @{ Map = '$score'; Function = 'num_combine'; Column = 'far', 8; Parameter = @{ mode = 'multiply' } }
                @{ Sort = '$score'; TieBreak = '$id' }
                @{ Limit = 3 }) }
            """,
            name);

        // Milvus 3.0 introduced function chains.
        var isThere = backend.Name != "milvus";
        Assert.Equal(isThere ? [] : ["MilvusNotSupportedByServerVersion"], ranked.ErrorIds);
        Assert.Equal(isThere ? [12L, 11L, 13L] : [], ranked.Values("Id"));
        Assert.Equal(isThere ? [8f, 4f, 4f] : [], ranked.Values("Score"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_function_chain_merges_the_hits_of_several_searches(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        var ranked = back.Shell.Run(
            """
            Search-MilvusEntity $args[0] -SubSearch (New-MilvusSearchRequest 10, 0 -Limit 3), (New-MilvusSearchRequest 11,
                0 -Limit 3) -Limit 2 -FunctionChain @{
                Stage = 'L2_RERANK'; Ops = @(@{ Merge = 'sum' }; @{ Sort = '$id' }) }
            """,
            name);

        // Lite supports chains of plain searches only.
        var isThere = backend.Name == "embedded";
        Assert.Equal(isThere ? [] : ["MilvusNotSupportedByServerVersion"], ranked.ErrorIds);
        // One search finds 9, 10, 11, and the other 10, 11, 12.
        Assert.Equal(isThere ? [12L, 11L] : [], ranked.Values("Id"));
        Assert.Equal(isThere ? [1f, 1f] : [], ranked.Values("Score"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Searching_row_is_replaced_and_a_partial_one_changes_what_it_has(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Line(back);

        back.Shell.Do(
            "$null = @{ id = 5; kind = 9; vector = 5, 5 }, @{ id = 500; kind = 9; vector = 5, 5 } | Set-MilvusEntity $args[0]",
            name);
        Assert.Equal([5L, 500L], back.Shell.Do("Get-MilvusEntity $args[0] 'kind == 9'", name).Values("id").Order());

        var partly = back.Shell.Run("$null = @{ id = 6; kind = 8 } | Set-MilvusEntity $args[0] -Partial", name);
        // Milvus 2.6 introduced partial upserts.
        Assert.Equal(backend.Name == "milvus" ? ["MilvusNotSupportedByServerVersion"] : [], partly.ErrorIds);
        var row = Assert.Single(back.Shell.Do("Get-MilvusEntity $args[0] -Id 6", name).Output);
        Assert.Equal(backend.Name == "milvus" ? 0L : 8L, row.Properties["kind"].Value);
        Assert.Equal([6f, 0f], Assert.IsType<float[]>(row.Properties["vector"].Value));
    }

    private static string Line(BackendShell back)
    {
        var name = back.NewName("line");
        back.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField kind INT64),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = 0..99 | ForEach-Object { @{ id = $_; kind = $_ % 3; vector = $_, 0 } } | Add-MilvusEntity $args[0]
            $null = New-MilvusIndex $args[0] vector -IndexType FLAT -MetricType L2
            Mount-MilvusCollection $args[0]
            """,
            name);
        return name;
    }
}
