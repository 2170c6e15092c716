using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A requested output field is always a property, and deserialized hits have their row.</summary>
public sealed class AskedFieldTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusEntity_requested_field_missing_in_rows_is_null(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Rows(back);

        var some = back.Shell.Do("Get-MilvusEntity $args[0] -OutputField nosuch, tag, id -ConsistencyLevel Strong", name);
        var all = back.Shell.Do("Get-MilvusEntity $args[0] -OutputField *, nosuch -ConsistencyLevel Strong", name);
        var table = back.Shell.Do(
            "(Get-MilvusEntity $args[0] -Id 2 -OutputField nosuch -As Hashtable -ConsistencyLevel Strong).ContainsKey('nosuch')",
            name);

        Assert.All(
            some.Output.Concat(all.Output),
            row => Assert.Null(Assert.Single(row.Properties, property => property.Name == "nosuch").Value));
        Assert.Equal(["red", null], some.Values("tag"));
        Assert.Equal(["red", null], all.Values("tag"));
        Assert.Equal(true, table.Output[0].BaseObject);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusEntity_requested_key_in_other_case_returns_the_field(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Rows(back);

        var row = Assert.Single(back.Shell.Do("Get-MilvusEntity $args[0] -Id 2 -OutputField ID -ConsistencyLevel Strong", name).Output);
        var hit = Assert.Single(
            back.Shell.Do("(Search-MilvusEntity $args[0] 1, 2 -Limit 1 -OutputField ID -ConsistencyLevel Strong).Entity", name).Output);

        Assert.Equal("id", Assert.Single(row.Properties).Name);
        Assert.Equal("id", Assert.Single(hit.Properties).Name);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusEntity_id_from_empty_pipeline_returns_no_row(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Rows(back);

        Assert.Empty(back.Shell.Do("Get-MilvusEntity $args[0] -Id (1..3 | Where-Object { $_ -gt 5 })", name).Output);
        Assert.Empty(back.Shell.Do("Search-MilvusEntity $args[0] -Id (1..3 | Where-Object { $_ -gt 5 })", name).Output);
        Assert.Empty(back.Shell.Do(
            "Search-MilvusEntity $args[0] -SubSearch (New-MilvusSearchRequest -Id (1..3 | Where-Object { $_ -gt 5 }))", name).Output);
        back.Shell.Do("Remove-MilvusEntity $args[0] -Id (1..3 | Where-Object { $_ -gt 5 })", name);
        Assert.Equal(2, back.Shell.Do("Get-MilvusEntity $args[0] -ConsistencyLevel Strong", name).Output.Count);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_asked_for_a_field_that_rows_lack_gives_it_in_hit_and_entity(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Rows(back);

        var hits = back.Shell.Do("Search-MilvusEntity $args[0] 1, 2 -OutputField nosuch -ConsistencyLevel Strong", name);

        Assert.Equal(2, hits.Output.Count);
        Assert.All(hits.Output, hit => Assert.Null(Assert.Single(hit.Properties, property => property.Name == "nosuch").Value));
        Assert.All(
            hits.Values("Entity"),
            entity => Assert.Single(((System.Management.Automation.PSObject)entity!).Properties, property => property.Name == "nosuch"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Remove_MilvusEntity_hits_from_file_deletes_their_rows(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Rows(back);

        back.Shell.Do(
            """
            $hits = Search-MilvusEntity $args[0] 1, 2 -Limit 1 -Filter 'id == 2' -OutputField tag -ConsistencyLevel Strong
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($hits)) |
                Remove-MilvusEntity -Confirm:$false
            """,
            name);

        Assert.Equal([1L], back.Shell.Do("Get-MilvusEntity $args[0] -ConsistencyLevel Strong", name).Values("id"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_with_hits_from_a_file_reads_the_vectors_by_their_keys(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = Rows(back);

        var again = back.Shell.Do(
            """
            $hits = Search-MilvusEntity $args[0] 9, 9 -Limit 1 -OutputField tag -Filter 'id == 2' -ConsistencyLevel Strong
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($hits)) |
                Search-MilvusEntity $args[0] -Limit 1 -ConsistencyLevel Strong
            """,
            name);

        Assert.Equal([2L], again.Values("Id"));
    }

    [Fact]
    public void Set_MilvusEntity_hits_from_file_writes_only_row_fields()
    {
        using var back = new BackendShell(Backend.Embedded);
        var name = Rows(back);

        var row = back.Shell.Do(
            """
            $hits = Search-MilvusEntity $args[0] 1, 2 -Limit 1 -OutputField vector, tag
            $text = [System.Management.Automation.PSSerializer]::Serialize($hits)
            $null = [System.Management.Automation.PSSerializer]::Deserialize($text) | Set-MilvusEntity $args[0]
            Get-MilvusEntity $args[0] -Id 1
            """,
            name);

        Assert.Equal(["id", "vector", "tag"], row.Output[0].Properties.Select(property => property.Name));
    }

    [Fact]
    public void Get_MilvusEntity_dynamic_key_by_path_returns_its_value()
    {
        using var back = new BackendShell(Backend.Embedded);
        var name = Rows(back);

        Assert.Equal(
            ["red", null],
            back.Shell.Do("""Get-MilvusEntity $args[0] -OutputField '$meta["tag"]'""", name).Values("""$meta["tag"]"""));
    }

    private static string Rows(BackendShell back)
    {
        var name = back.NewName("asked");
        back.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -Dimension 2
            $null = @{ id = 1; vector = 1, 2; tag = 'red' }, @{ id = 2; vector = 9, 9 } | Add-MilvusEntity $args[0]
            """,
            name);
        return name;
    }
}
