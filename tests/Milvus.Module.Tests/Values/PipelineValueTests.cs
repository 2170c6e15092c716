using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Values;

/// <summary>Values from pipelines, casts and tables, on every back end.</summary>
public sealed class PipelineValueTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_FilterParameter_lists_of_a_pipeline_and_single_matches_are_lists(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var found = back.Shell.Do(
            """
            param($name)
            function Find($filter, $values) { "$((Get-MilvusEntity $name -Filter $filter -FilterParameter $values -OutputField id).id)" }
            Find 'id in {x}' @{ x = 0..9 | Where-Object { $_ -gt 7 } }
            Find 'id in {x}' @{ x = 0..9 | Where-Object { $_ -gt 8 } }
            Find 'id in {x}' @{ x = 0..9 | Where-Object { $_ -gt 9 } }
            Find 'id in {x} and id not in {y}' @{ x = '3', '4'; y = [byte]4 }
            Find 'name in {x}' @{ x = 'row 1', 'row 2' | ForEach-Object { $_ } }
            Find 'id == {x}' @{ x = [double]6 }
            Find 'id in {x}' @{ x = [decimal]6, [double]7, 8 }
            """,
            name);

        Assert.Equal(["8 9", "9", string.Empty, "3", "1 2", "6", "6 7 8"], found.Output.Select(line => line.BaseObject));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_FilterParameter_values_are_what_a_row_stores(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("stores");
        back.Shell.Do("$null = New-MilvusCollection $args[0] -Dimension 2 -ConsistencyLevel Strong", name);

        var found = back.Shell.Do(
            """
            param($name)
            $values = [ordered]@{
                day = [DayOfWeek]::Friday; when = [datetime]::new(2025, 1, 2, 3, 4, 5, [DateTimeKind]::Utc)
                moment = [datetimeoffset]::new(2025, 1, 2, 3, 4, 5, [timespan]::FromHours(2)); date = [DateOnly]::new(2025, 1, 2)
                time = [TimeOnly]::new(3, 4, 5); span = [timespan]'1.02:03:04'; guid = [guid]'11112222-3333-4444-5555-666677778888'
                uri = [uri]'http://host/a%20b'; version = [version]'1.2.3'; letter = [char]'x'; small = [byte]7; money = 12.5d; flag = $true
            }
            $row = @{ id = 1; vector = 1, 2 } + $values
            $null = $row, @{ id = 2; vector = 1, 2 } | Add-MilvusEntity $name
            foreach ($key in $values.Keys)
            {
                "$key $((Get-MilvusEntity $name -Filter "$key == {x}" -FilterParameter @{ x = $values[$key] } -OutputField id).id)"
            }
            (Get-MilvusEntity $name -Id 1).day
            (Get-MilvusEntity $name -Id 1).date
            (Get-MilvusEntity $name -Id 1).time
            (Get-MilvusEntity $name -Id 1).span
            """,
            name);

        Assert.All(found.Output.Take(13), line => Assert.EndsWith(" 1", (string)line.BaseObject, StringComparison.Ordinal));
        Assert.Equal(["Friday", "2025-01-02", "03:04:05.0000000", "P1DT2H3M4S"], found.Output.Skip(13).Select(line => line.BaseObject));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_FilterParameter_in_other_case_is_named(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Run("Get-MilvusEntity $args[0] -Filter 'id == {x}' -FilterParameter @{ X = 1 }; Get-MilvusEntity "
            + "$args[0] -Filter 'id in {x}' -FilterParameter @{ x = $null }", name);

        Assert.Equal(["MilvusFilterSyntax", "MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("there is 'X'", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("@()", ran.Errors[1].Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_id_of_an_empty_list_finds_and_deletes_nothing(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Do(
            "Get-MilvusEntity $args[0] -Id @(); Search-MilvusEntity $args[0] -Id @(); Remove-MilvusEntity $args[0] -Id @(); "
                + "@(Get-MilvusEntity $args[0]).Count",
            name);

        Assert.Equal([20], ran.Output.Select(item => item.BaseObject));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_search_takes_numbers_as_texts_wherever_they_are(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Do(
            """
            param($name)
            [System.Threading.Thread]::CurrentThread.CurrentCulture = 'de-DE'
            $forms = @(8.0, '1', '2', '3'), @('8.0', 1, 2, 3), ('8.0 1 2 3' -split ' '), '[8.0, "1", 2, "3"]', @('8.0', '1e0', ' 2', '3.0')
            foreach ($form in $forms) { "$((Search-MilvusEntity $name $form -Limit 1).Id)" }
            "$((Search-MilvusEntity $name (8, '1', 2, 3), ('2', '1', '2', '3') -Limit 1).Id)"
            $null = @{ id = 30; name = 'x'; vector = '0.5', -2.25, '1', 0 } | Add-MilvusEntity $name
            (Get-MilvusEntity $name -Id 30).vector
            """,
            name);

        Assert.Equal(["7", "7", "7", "7", "7", "7 1", 0.5f, -2.25f, 1f, 0f], ran.Output.Select(item => item.BaseObject));
        var bad = back.Shell.Run("Search-MilvusEntity $args[0] 1, 'abc', 2, 3; Search-MilvusEntity $args[0] 'abc', 1, 2, 3; "
            + "Search-MilvusEntity $args[0] 1, '1,5', 2, 3", name);
        Assert.All(bad.Errors, error => Assert.Contains("not a number", error.Exception.Message, StringComparison.Ordinal));
        Assert.Equal(3, bad.Errors.Count);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_add_takes_nothing_and_DBNull_as_null_and_names_in_other_case(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("nothing");
        back.Shell.Do("$null = New-MilvusCollection $args[0] -Dimension 2 -ConsistencyLevel Strong", name);

        var ran = back.Shell.Do(
            """
            param($name)
            $none = @{ id = 1; vector = 1, 2; t = (1..3 | Where-Object { $_ -gt 5 }); n = [DBNull]::Value; deep = @{ x = (1..3 |
                Where-Object { $_ -gt 5 }) } }
            $upper = [pscustomobject]@{ ID = 2; Vector = 1, 2; T = 'own key' }
            $null = $none, $upper | Add-MilvusEntity $name
            $row = Get-MilvusEntity $name -Id 1
            $null -eq $row.t; $null -eq $row.n; $null -eq $row.deep.x
            (Get-MilvusEntity $name -Id 2).T
            """,
            name);

        Assert.Equal([true, true, true, "own key"], ran.Output.Select(item => item.BaseObject));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_add_takes_rows_of_tables_as_their_columns(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Do(
            """
            param($name)
            $table = [System.Data.DataTable]::new()
            $null = $table.Columns.Add('id', [long]); $null = $table.Columns.Add('name', [string]); $null = $table.Columns.Add('vector',
                [object])
            $null = $table.Rows.Add(50, 'a', (1, 2, 3, 4)); $null = $table.Rows.Add(51, 'b', (1, 2, 3, 4))
            ($table | Add-MilvusEntity $name).InsertCount
            (Set-MilvusEntity $name $table).UpsertCount
            ($table.DefaultView | Set-MilvusEntity $name).UpsertCount
            ($table.CreateDataReader() | Set-MilvusEntity $name).UpsertCount
            (Get-MilvusEntity $name -Id 51).name
            """,
            name);

        Assert.Equal([2L, 2L, 2L, 2L, "b"], ran.Output.Select(item => item.BaseObject));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void PipelineValue_add_says_which_property_cannot_be_read_and_stores_the_other_rows(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Run(
            """
            param($name)
            $good = 60, 61 | ForEach-Object { @{ id = $_; name = 'x'; vector = 1, 2, 3, 4 } }
            $bad = [pscustomobject]@{ id = 62; vector = 1, 2, 3, 4 }
            $bad.psobject.Properties.Add([psscriptproperty]::new('name', { throw 'broken' }))
            ($good[0], $bad, @{ id = 63; name = 'x'; vector = 1, 2, 3, 4; '' = 1 }, $good[1] | Add-MilvusEntity $name).InsertCount
            """,
            name);

        Assert.Equal([2L], ran.Output.Select(item => item.BaseObject));
        Assert.Equal(["MilvusSchemaMismatch", "MilvusSchemaMismatch"], ran.ErrorIds);
        Assert.Contains("Row 2: The property 'name' cannot be read: broken", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("empty name", ran.Errors[1].Exception.Message, StringComparison.Ordinal);
    }
}
