using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Rows are inserted, found and deleted on every back end.</summary>
public class EntityTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusEntity_rows_are_read_by_key_and_by_filter(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var byKey = back.Shell.Do("Get-MilvusEntity $args[0] -Id 3, 5 -OutputField id, name", name);
        var byFilter = back.Shell.Do("Get-MilvusEntity $args[0] 'id >= 18'", name);

        Assert.Equal([3L, 5L], byKey.Values("id").Order());
        Assert.Equal(["row 18", "row 19"], byFilter.Values("name").Order());
        Assert.Equal(
            [19f, 1f, 2f, 3f],
            Assert.IsType<float[]>(byFilter.Output.Single(row => row.Properties["id"].Value is 18L).Properties["vector"].Value));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Search_MilvusEntity_finds_nearest_rows_also_with_entity_as_query(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var byVector = back.Shell.Do("Search-MilvusEntity $args[0] 8, 1, 2, 3 -Limit 3 -OutputField name", name);
        var byEntity = back.Shell.Do("Get-MilvusEntity $args[0] -Id 7 | Search-MilvusEntity $args[0] -Limit 3", name);

        Assert.Equal(7L, byVector.Output[0].Properties["Id"].Value);
        Assert.Equal("row 7", byVector.Output[0].Properties["name"].Value);
        Assert.Equal([1, 2, 3], byVector.Values("Rank"));
        Assert.Equal(byVector.Values("Id"), byEntity.Values("Id"));
        Assert.Equal(1.0, (float)byVector.Output[0].Properties["Score"].Value, 4);
    }

    [Theory]
    [Failure("S4")]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Get_MilvusEntity_value_beside_the_filter_is_data_whatever_it_contains(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();
        var evil = "x\" or id >= 0 or name == \"\\";

        var none = back.Shell.Do("Get-MilvusEntity $args[0] 'name == {n}' -FilterParameter @{ n = $args[1] }", name, evil);
        var one = back.Shell.Do("Get-MilvusEntity $args[0] 'name == {n}' -FilterParameter @{ n = 'row 4' }", name);

        Assert.Empty(none.Output);
        Assert.Equal([4L], one.Values("id"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Remove_MilvusEntity_deletes_by_key_pipeline_and_filter(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        back.Shell.Do("Remove-MilvusEntity $args[0] -Id 1, 2", name);
        back.Shell.Do("Get-MilvusEntity $args[0] 'id in [3, 4]' | Remove-MilvusEntity", name);
        back.Shell.Do("Remove-MilvusEntity $args[0] -Filter 'id >= 10' -Confirm:$false", name);

        Assert.Equal([0L, 5L, 6L, 7L, 8L, 9L], back.Shell.Do("Get-MilvusEntity $args[0]", name).Values("id").Order());
    }

    [Theory]
    [Failure("V2")]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Add_MilvusEntity_row_that_does_not_fit_is_named_and_the_others_go_in(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewCollection();

        var ran = back.Shell.Run(
            """
            @{ id = 1; name = 'a'; vector = 1, 2, 3, 4 }, @{ id = 2; name = 'b'; vector = 1, 2, 3 },
            @{ id = 'x'; name = 'c'; vector = 1, 2, 3, 4 }, @{ id = 4; name = 'd'; vector = 4, 3, 2, 1 } | Add-MilvusEntity $args[0]
            """,
            name);

        Assert.Equal("MilvusDimensionMismatch", ran.ErrorIds[0]);
        Assert.Contains("Row 2", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("vector", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Row 3", ran.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Equal([2L], ran.Values("InsertCount"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Add_MilvusEntity_row_with_parameter_names_is_only_data(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("trap");
        back.Shell.Do("$null = New-MilvusCollection $args[0] -Dimension 2", name);

        back.Shell.Do(
            """
            [pscustomobject] @{ id = 1; vector = 1, 2; database = 'elsewhere'; connection = 'nobody'; collection = 'other'; partition = 'p'
                filter = 'id >= 0'; field = 'f'; timeoutsec = 0.001; batchsize = 7; name = 'n' } | Add-MilvusEntity $args[0]
            Get-MilvusEntity $args[0] -Id 1 | Search-MilvusEntity $args[0] -Limit 1 | Out-Default
            """,
            name);

        var row = Assert.Single(back.Shell.Do("Get-MilvusEntity $args[0] -Id 1", name).Output);
        Assert.Equal("elsewhere", row.Properties["database"].Value);
        Assert.Equal(7L, row.Properties["batchsize"].Value);
        back.Shell.Do("Get-MilvusEntity $args[0] -Id 1 | Remove-MilvusEntity", name);
        Assert.Empty(back.Shell.Do("Get-MilvusEntity $args[0]", name).Output);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Import_MilvusEntity_file_is_imported_and_a_bad_line_is_named_by_its_number(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewCollection();
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "rows.jsonl");
        File.WriteAllText(
            file,
            "\uFEFF{\"id\": 9007199254740993, \"name\": \"a\", \"vector\": [1, 2, 3, 4]}\r\n\r\nnot json\r\n{\"id\": 2, \"name\": "
                + "\"b\", \"vector\": [1, 2]}\n{\"id\": 3, \"name\": \"c\", \"vector\": [1, 2, 3, 4]}");

        var ran = back.Shell.Run("Import-MilvusEntity $args[0] $args[1]", name, file);

        Assert.Equal(2, ran.Errors.Count);
        Assert.Contains("line 3", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("line 4", ran.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Equal([2L], ran.Values("RowsAcknowledged"));
        Assert.Equal([4L], ran.Values("RowsRead"));
        Assert.Equal(["MilvusFileNotFound"], back.Shell.Run("Import-MilvusEntity $args[0] ./nowhere.jsonl", name).ErrorIds);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Set_MilvusEntity_upserted_row_is_counted_once(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("upsert");

        var result = connected
            .Shell.Do("1, 100 | ForEach-Object { @{ id = $_; name = 'new'; vector = 1, 2, 3, 4 } } | Set-MilvusEntity $args[0]", name)
            .Output.Single();

        Assert.Equal((0L, 2L), (result.Properties["InsertCount"].Value, result.Properties["UpsertCount"].Value));
        Assert.Equal(
            ["new", "new"],
            connected.Shell.Do("Get-MilvusEntity $args[0] -Id 1, 100 -ConsistencyLevel Strong", name).Values("name"));
    }
}
