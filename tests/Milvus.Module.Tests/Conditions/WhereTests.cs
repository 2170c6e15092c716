namespace Milvus.Module.Tests.Conditions;

/// <summary>-Where translates a script block into a filter.</summary>
public sealed class WhereTests(ConditionWorld world) : IClassFixture<ConditionWorld>
{
    [Theory]
    [InlineData("$_.n -lt $max -and $_.color -in $colors", "n < 3 and $meta[\"color\"] in [\"k1\", \"k2\"]", 1, 2)]
    [InlineData("$_.Title -ceq 'a%_b2'", "title == \"a%_b2\"", 2)]
    [InlineData("$_.n -eq $null", "n is null", 3)]
    [InlineData("$nothing -ne $_.n", "n is not null", 1, 2, 4, 5, 6)]
    [InlineData("2 -lt $_.n", "2 < n", 4, 5, 6)]
    [InlineData("$_.n -gt 1 -and $_.n -le 4", "n > 1 and n <= 4", 2, 4)]
    [InlineData("($_.n -gt 4 -or $_.id -eq 1) -and !($_.id -in 5..6)", "(n > 4 or id == 1) and not (id in [5, 6])", 1)]
    [InlineData("$_.n -gt 2.5", "n > 2", 4, 5, 6)]
    [InlineData("$_.n -ge 1.5", "n >= 2", 2, 4, 5, 6)]
    [InlineData("2.5 -gt $_.n", "3 > n", 1, 2)]
    [InlineData("$_.id -eq 2.0", "id == 2", 2)]
    [InlineData("$_.id -eq '2'", "id == 2", 2)]
    [InlineData("$_.title -ceq 5", "title == \"5\"")]
    [InlineData("$_.id -in $ids", "id in [2, 3]", 2, 3)]
    [InlineData("$ids -notcontains $_.id", "id not in [2, 3]", 1, 4, 5, 6)]
    [InlineData("$_.id -in @()", "id in []")]
    [InlineData("$_.id -in @(1; 2) -or $_.id -in (,3)", "id in [1, 2] or id in [3]", 1, 2, 3)]
    [InlineData("$_.tags -ccontains 'x2'", "array_contains(tags, \"x2\")", 2)]
    [InlineData("'x2' -cnotin $_.tags", "not (array_contains(tags, \"x2\"))", 1, 3, 4, 5, 6)]
    [InlineData("$_.tags.Count -eq 2 -and $_.tags[0] -ceq 'x3'", "array_length(tags) == 2 and tags[0] == \"x3\"", 3)]
    [InlineData("$_.meta.a.b -ge $item.p", "meta[\"a\"][\"b\"] >= 4", 4, 5, 6)]
    [InlineData("$_.meta['a'].b -ge $table.a.b", "meta[\"a\"][\"b\"] >= 5", 5, 6)]
    [InlineData("$_['meta'].list[2] -eq $table['x y']", "meta[\"list\"][2] == 2", 2)]
    [InlineData("$_.meta['Count'] -eq 2 -and $_.meta.list['Length'] -eq 2", "meta[\"Count\"] == 2 and meta[\"list\"][\"Length\"] == 2")]
    [InlineData("$_.meta.list -contains 5", "json_contains(meta[\"list\"], 5)", 5)]
    [InlineData("$_.meta.missing -eq $null", "meta[\"missing\"] is null", 1, 2, 3, 4, 5, 6)]
    [InlineData("$_.meta.text -cmatch '[12]$'", "meta[\"text\"] =~ \"[12]$\"", 1, 2)]
    [InlineData("$_.title -cnotmatch '[12]$'", "title !~ \"[12]$\"", 3, 4, 5, 6)]
    [InlineData("$_.'my key' -eq 3", "$meta[\"my key\"] == 3", 3)]
    [InlineData("$_.'$meta'.color -ceq 'k1'", "$meta[\"color\"] == \"k1\"", 1)]
    [InlineData("$_.color -ceq $quote", "$meta[\"color\"] == \"k1\\\" or id > 0 or color == \\\"\"")]
    [InlineData("$_.title -clike \"$prefix*3\"", "title like \"a\\\\%\\\\_%3\"", 3)]
    [InlineData("$_.title -clike 'a??b?'", "title like \"a__b_\"", 1, 2, 3, 4, 5, 6)]
    [InlineData("$_.title -clike 'a`*'", "title == \"a*\"")]
    [InlineData("$_.title -cnotlike '*b1'", "not (title like \"%b1\")", 2, 3, 4, 5, 6)]
    [InlineData("$_.at -gt [datetimeoffset]'2025-01-05Z'", "at > ISO \"2025-01-05T00:00:00.0000000+00:00\"", 6)]
    [InlineData("$_.color -ceq [DayOfWeek]::Monday", "$meta[\"color\"] == \"Monday\"")]
    [InlineData("$_.id -eq [DayOfWeek]::Tuesday", "id == 2", 2)]
    [InlineData("$_.id -in [DayOfWeek]::Monday, [DayOfWeek]::Friday", "id in [1, 5]", 1, 5)]
    [InlineData("[DayOfWeek]::Friday -le $_.n", "5 <= n", 5, 6)]
    [InlineData("$_.price -lt [DayOfWeek]::Monday", "price < 1", 1)]
    [InlineData("$_.title -ceq [DayOfWeek]::Monday", "title == \"Monday\"")]
    [InlineData("$_.n -gt [int]::MaxValue", "n > 2147483647")]
    [InlineData("$_.n + 1 -gt 2 * $max - 1", "n + 1 > 5", 5, 6)]
    [InlineData("($_.n + 1) * 2 -gt 10", "(n + 1) * 2 > 10", 5, 6)]
    [InlineData("$_.n / 2.0 -eq 2.5", "n / 2.0 == 2.5", 5)]
    [InlineData("$_.price / 2 -eq 1.25", "price / 2 == 1.25", 5)]
    [InlineData("-$_.n -lt -4", "-n < -4", 5, 6)]
    [InlineData("($_.n -band 1) -eq 1", "(n & 1) == 1", 1, 5)]
    [InlineData("$_.n -eq $_.id", "n == id", 1, 2, 4, 5, 6)]
    [InlineData("$_.sold", "sold == true", 2, 4)]
    [InlineData("-not $_.sold", "sold == false", 1, 3, 5)]
    [InlineData("-not -not ($PSItem.id -eq 1)", "id == 1", 1)]
    [InlineData("$_.meta.ok -and $_.id -lt 2", "meta[\"ok\"] == true and id < 2", 1)]
    [InlineData("$_.id -eq $using:max", "id == 3", 3)]
    public void Get_MilvusEntity_condition_is_a_filter(string condition, string filter, params int[] ids)
    {
        var ran = world.Shell.Do($"Get-MilvusEntity shop -Where {{ {condition} }} -OutputField id -Verbose");

        Assert.Equal(filter, ConditionWorld.FindFilter(ran));
        Assert.Equal(ids.Select(id => (object)(long)id), ran.Values("id"));
    }

    [Theory]
    [InlineData("$_.title -eq 'x' -and $_.color -notin 'a', 'b'", "in -Where, -eq means -ceq, -notin means -cnotin.")]
    [InlineData("$_.title -ceq 'x' -and $_.n -eq 1 -and $_.at -gt '2025-01-01T00:00:00Z'", null)]
    public void Get_MilvusEntity_plain_operators_on_text_are_named(string condition, string? ending)
    {
        var lines = world.Shell.Do($"Get-MilvusEntity shop -Where {{ {condition} }} -Verbose").Verbose;

        Assert.Equal(
            ending is null ? [] : [$"The filter compares text by case: {ending}"],
            lines.Where(line => line.Contains("by case")));
    }

    [Fact]
    public void Get_MilvusEntity_dynamic_key_like_a_field_is_a_warning()
    {
        var ran = world.Shell.Do("Get-MilvusEntity shop -Where { $_.titel -ceq 'x' -or $_.color -ceq 'y' }");

        Assert.Contains("Did you mean title?", Assert.Single(ran.Warnings));
        Assert.Empty(world.Shell.Do("Get-MilvusEntity shop -Where { $_.'$meta'.titel -ceq 'x' }").Warnings);
    }

    [Theory]
    [InlineData("$_.color -gt [datetime]'2025-01-02'", true)]
    [InlineData("$_.title -ceq [datetime]'2025-01-02'", true)]
    [InlineData("$_.at -gt [datetime]'2025-01-02'", false)]
    [InlineData("$_.color -gt '2025-01-02'", false)]
    public void Get_MilvusEntity_date_that_is_compared_with_texts_is_a_warning(string condition, bool warns)
    {
        var warnings = world.Shell.Do($"Get-MilvusEntity shop -Where {{ {condition} }}").Warnings;

        Assert.Equal(warns, warnings.Any(text => text.Contains("the date is '2025-01-02T00:00:00.0000000'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Get_MilvusEntity_local_variables_of_functions_are_found()
    {
        const string Functions =
            """
            function Get-Below($limit) { (Get-MilvusEntity shop -Where { $_.id -lt $limit } -OutputField id).id }
            $null = New-Module { $limit = 100; function Get-Wrapped($Condition) { (Get-MilvusEntity shop -Where $Condition).id } }
            function Get-Through($mine) { Get-Wrapped { $_.id -lt $mine }.GetNewClosure() }
            $limit = 3
            """;

        Assert.Equal([1L, 2L, 3L], world.Shell.Do($"{Functions}; Get-Below 4").Output.Select(id => (long)id.BaseObject));
        Assert.Equal([1L, 2L], world.Shell.Do($"{Functions}; Get-Wrapped {{ $_.id -lt $limit }}").Output.Select(id => (long)id.BaseObject));
        Assert.Equal([1L], world.Shell.Do($"{Functions}; Get-Through 2").Output.Select(id => (long)id.BaseObject));
        var lost = world.Shell.Run($"{Functions}; function Get-Lost($mine) {{ Get-Wrapped {{ $_.id -lt $mine }} }}; Get-Lost 2");
        Assert.Contains("GetNewClosure", Assert.Single(lost.Errors).ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Get_MilvusEntity_using_variables_of_parallel_blocks_are_found() => Assert.Equal(
        [2L],
        world.Shell.Do(
            """
            $shop = Get-MilvusConnection -Current
            $two = 2
            1 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                (Get-MilvusEntity shop -Connection $using:shop -Where { $_.id -eq $using:two } -OutputField id).id
            }
            """.Replace("$using:manifest", $"'{Repository.Manifest}'", StringComparison.Ordinal)).Output.Select(id => (long)id.BaseObject));

    [Fact]
    public void Get_MilvusEntity_thousands_of_alternatives_are_translated()
    {
        var many = string.Join(" -or ", Enumerable.Range(1, 2000).Select(id => $"$_.id -eq {id}"));

        Assert.Equal(6, world.Shell.Do($"Get-MilvusEntity shop -Where {{ {many} }} -OutputField id").Output.Count);
    }

    [Fact]
    public void Search_MilvusEntity_and_its_partial_searches_use_conditions()
    {
        Assert.Equal([4L, 5L], world.Shell.Do("Search-MilvusEntity shop 1, 1 -Where { $_.id -gt $max } -Limit 2").Values("Id"));

        // The variable is read where the partial search is defined.
        var hybrid = world.Shell.Do(
            """
            $parts = & { $top = 2; New-MilvusSearchRequest 1, 1 -Field vector -Where { $_.id -le $top } }
            Search-MilvusEntity shop -SubSearch $parts
            """);
        Assert.Equal([1L, 2L], hybrid.Values("Id").Order());
    }

    [Fact]
    public void Remove_MilvusEntity_condition_is_shown_and_applied()
    {
        world.Shell.Do("$null = Copy-MilvusCollection shop -NewName less -Where { $_.id -le 4 } -LedgerPath $args[0]", LedgerPath);
        world.Shell.Screen.Clear();
        world.Shell.Do("Remove-MilvusEntity less -Where { $_.id -gt $max } -WhatIf");
        Assert.Contains("that match id > 3", world.Shell.Screen.Text);
        Assert.Equal(4, world.Shell.Do("Get-MilvusEntity less").Output.Count);

        world.Shell.Do("Get-MilvusCollection less | Remove-MilvusEntity -Where { $_.id -gt $max } -Confirm:$false");
        Assert.Equal([1L, 2L, 3L], world.Shell.Do("Get-MilvusEntity less").Values("id"));
        world.Shell.Do("Remove-MilvusEntity less -Where { $_.id -in 1, 2 } -Confirm:$false");
        Assert.Equal([3L], world.Shell.Do("Get-MilvusEntity less; Remove-MilvusCollection less -Confirm:$false").Values("id"));
    }

    [Fact]
    public void Export_MilvusEntity_condition_selects_the_rows()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("rows.jsonl");

        world.Shell.Do("$null = Export-MilvusEntity shop $args[0] -Where { $_.n -eq $null } -OutputField id", path);

        Assert.Equal("""{"id":3}""", File.ReadAllText(path).Trim());
    }

    private static string LedgerPath => Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ledger");
}
