using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A misspelt field, a forgotten value and a condition in the wrong place get a hint.</summary>
public sealed class FieldHintTests : IDisposable
{
    private readonly ModuleShell _shell = new(width: 1000);

    public FieldHintTests() => _shell.Do(
        """
        $null = Connect-Milvus -InMemory
        foreach ($name in 'fix', 'dyn') {
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField title VarChar -MaxLength 50 -Nullable),
                (New-MilvusField vector FloatVector -Dimension 2)
            $null = New-MilvusCollection $name -Field $fields -EnableDynamicField:($name -eq 'dyn') `
                -IndexParameter (New-MilvusIndexParameter vector -IndexType FLAT -MetricType L2)
            $null = @{ id = 1; title = 'a'; vector = 1, 2 } | Add-MilvusEntity $name
        }
        """);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-MilvusEntity fix -OutputField titel")]
    [InlineData("Get-MilvusEntity fix -OutputField id, tilte")]
    [InlineData("Get-MilvusEntity fix -Filter 'titel == \"a\"'")]
    [InlineData("Get-MilvusEntity fix -Filter 'id > 0 and (not titel like \"a%\")'")]
    [InlineData("Get-MilvusEntity fix -Where { $_.titel -ceq 'a' }")]
    [InlineData("Get-MilvusEntity fix -OrderBy titel:desc")]
    [InlineData("Get-MilvusEntity fix -GroupBy titel -OutputField titel, 'count(*)'")]
    [InlineData("Get-MilvusCollection fix | Get-MilvusEntity -OutputField titel")]
    [InlineData("Search-MilvusEntity fix 1, 2 -OutputField titel")]
    [InlineData("Search-MilvusEntity fix 1, 2 -Filter 'titel == \"a\"'")]
    [InlineData("Search-MilvusEntity fix 1, 2 -GroupBy titel")]
    [InlineData("Search-MilvusEntity fix 1, 2 -OrderBy titel")]
    [InlineData("Export-MilvusEntity fix ./never.jsonl -OutputField titel")]
    [InlineData("New-MilvusIndex fix -Field titel")]
    [InlineData("Remove-MilvusEntity fix -Filter 'titel == \"a\"' -Confirm:$false")]
    [InlineData("@{ id = 2; titel = 'b'; vector = 1, 2 } | Add-MilvusEntity fix")]
    [InlineData("@{ id = 2; titel = 'b'; vector = 1, 2 } | Set-MilvusEntity fix")]
    public void FieldHint_misspelt_field_is_an_error_that_names_the_field(string line)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Matches(@"Did you mean (\$_\.)?title\b", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void New_MilvusIndex_misspelt_vector_field_of_a_collection_with_dynamic_keys_gets_a_hint()
    {
        var error = Assert.Single(_shell.Run("New-MilvusIndex dyn vectr -IndexType HNSW -MetricType L2").Errors);

        Assert.StartsWith("Did you mean vector?", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MilvusEntity dyn -OutputField titel")]
    [InlineData("Get-MilvusEntity dyn -Filter 'titel == \"a\"'")]
    [InlineData("Search-MilvusEntity dyn 1, 2 -OutputField titel")]
    [InlineData("Search-MilvusEntity dyn 1, 2 -GroupBy titel")]
    [InlineData("@{ id = 2; titel = 'b'; vector = 1, 2 }, @{ id = 3; titel = 'c'; vector = 1, 2 } | Add-MilvusEntity dyn")]
    public void FieldHint_misspelt_field_of_a_dynamic_collection_is_one_warning(string line)
    {
        var ran = _shell.Do(line);

        Assert.Contains("Did you mean title?", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-MilvusEntity dyn ./a.jsonl -Filter 'titel == \"a\"' -WhatIf")]
    [InlineData("Copy-MilvusCollection dyn other -Filter 'titel == \"a\" or id > 0' -WhatIf")]
    [InlineData("Copy-MilvusCollection dyn other -Filter 'titel == \"a\" or id > 0'")]
    public void FieldHint_misspelt_field_in_the_filter_of_a_transfer_is_one_warning(string line)
    {
        var ran = _shell.Do(line);

        Assert.Contains(
            "'titel' is not a field of dyn, but a dynamic key. Did you mean title?", Assert.Single(ran.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-MilvusEntity dyn ./a.jsonl", "-Filter 'colour == \"a\" and id > 0'", "'colour'", 1)]
    [InlineData("Copy-MilvusCollection dyn other", "-Filter 'colour == \"a\" and id > 0'", "'colour'", 1)]
    [InlineData("Export-MilvusEntity dyn ./a.jsonl", "-Where { $_.colour -ceq 'a' }", "'colour'", 1)]
    [InlineData("Copy-MilvusCollection dyn other", "-Filter 'titel == \"a\"'", "'titel'", 2)]
    public void FieldHint_filter_without_a_match_names_what_is_not_a_field(string line, string filter, string name, int warnings)
    {
        var ran = _shell.Do($"{line} {filter}");

        Assert.Equal(warnings, ran.Warnings.Count);
        Assert.StartsWith("No row of dyn matches the filter, so ", ran.Warnings[^1], StringComparison.Ordinal);
        Assert.EndsWith(
            $" {name} is not a field of dyn, but a dynamic key that rows can have.", ran.Warnings[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MilvusEntity keyed -Filter 'colour == \"red\"'")]
    [InlineData("Get-MilvusEntity keyed -Filter '$meta[\"colour\"] == \"red\"'")]
    [InlineData("Get-MilvusEntity keyed -Where { $_.colour -ceq 'red' }")]
    [InlineData("Search-MilvusEntity keyed 1, 2 -Filter 'colour == \"red\"'")]
    [InlineData("Search-MilvusEntity keyed 1, 2 -Filter 'colour == \"red\"' -All")]
    [InlineData("Get-MilvusEntity keyed | Search-MilvusEntity keyed -Filter 'colour == \"red\"'")]
    [InlineData("Search-MilvusEntity keyed -SubSearch (New-MilvusSearchRequest 1, 2 -Filter 'colour == \"red\"')")]
    [InlineData("Measure-MilvusCollection keyed -Filter 'colour == \"red\"'")]
    [InlineData("Measure-MilvusPartition keyed _default -Filter 'colour == \"red\"'")]
    [InlineData("Remove-MilvusEntity keyed -Filter 'colour == \"red\"' -Confirm:$false")]
    [InlineData("Export-MilvusEntity keyed ./keyed.jsonl -Force -Filter 'colour == \"red\"'")]
    [InlineData("Copy-MilvusCollection keyed keyed2 -Filter 'colour == \"red\"'")]
    public void FieldHint_filter_without_a_match_names_the_similar_key_of_other_rows(string line)
    {
        CreateKeyed();

        var warning = Assert.Single(_shell.Do(line).Warnings);

        Assert.StartsWith("No row of keyed matches the filter", warning, StringComparison.Ordinal);
        Assert.EndsWith(" Did you mean color?", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Measure-MilvusCollection keyed -Filter 'titel == \"a\"'")]
    [InlineData("Remove-MilvusEntity keyed -Filter 'Title == \"a\"' -Confirm:$false")]
    [InlineData("Get-MilvusEntity keyed -Filter 'TITLE == \"a\"'")]
    public void FieldHint_filter_without_a_match_names_the_similar_field(string line)
    {
        CreateKeyed();

        Assert.EndsWith(" Did you mean title?", Assert.Single(_shell.Do(line).Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MilvusEntity keyed -Filter 'color == \"blue\"'", false)]
    [InlineData("Get-MilvusEntity keyed -Filter 'weight > 5'", true)]
    [InlineData("Measure-MilvusCollection keyed -Filter 'id > 50'", false)]
    [InlineData("Get-MilvusEntity keyed -Filter 'color == \"red\" or colour == \"red\"'", false)]
    public void FieldHint_filter_without_a_similar_name_has_no_warning(string line, bool isMentioned)
    {
        CreateKeyed();

        var ran = _shell.Do($"{line} -Verbose");

        Assert.Empty(ran.Warnings);
        Assert.Equal(isMentioned, ran.Verbose.Any(text => text.Contains("but a dynamic key, and none of", StringComparison.Ordinal)));
    }

    [Fact]
    public void Get_MilvusEntity_keys_without_a_row_are_no_output_and_a_verbose_line()
    {
        var ran = _shell.Do("Get-MilvusEntity fix -Id 1, 8, 9, 9 -Verbose");

        Assert.Single(ran.Output);
        Assert.Contains("2 keys have no row in fix: 1 of 3 were found.", ran.Verbose);
        Assert.DoesNotContain(
            _shell.Do("Get-MilvusEntity fix -Id 1 -Verbose").Verbose,
            line => line.Contains("no row in", StringComparison.Ordinal));
    }

    [Fact]
    public void Import_MilvusEntity_misspelt_columns_of_a_file_are_one_warning()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.csv"), "id,titel,vector\n5,x,\"[1,2]\"\n6,y,\"[1,2]\"\n");
        File.WriteAllText(
            folder.File("b.jsonl"),
            """
            {"id":7,"tilte":"x","vector":[1,2]}
            {"id":8,"titel":"x","vector":[1,2]}
            """);

        var ran = _shell.Do("Import-MilvusEntity dyn $args", folder.File("a.csv"), folder.File("b.jsonl"));

        Assert.Equal(
            [
                $"{folder.File("a.csv")}, line 2: 'titel' is not a field of dyn, and is stored as a dynamic key. Did you mean title? "
                    + "-Map @{ titel = 'title' } fills the field.",
                $"{folder.File("b.jsonl")}, line 1: 'tilte' is not a field of dyn, and is stored as a dynamic key. Did you mean title? "
                    + "-Map @{ tilte = 'title' } fills the field.",
            ],
            ran.Warnings);
        Assert.Empty(_shell.Do(
            "Import-MilvusEntity dyn $args[0] -Upsert -Force -Map @{ titel = '$meta[\"titel\"]' }", folder.File("a.csv")).Warnings);
        Assert.Empty(_shell.Do("Import-MilvusEntity dyn $args[0] -Upsert -Force -Map @{ titel = 'title' }", folder.File("a.csv")).Warnings);
    }

    [Theory]
    [InlineData("Get-MilvusEntity dyn -OutputField TITLE, colour")]
    [InlineData("Get-MilvusEntity dyn -Filter 'price > 3 and title != \"titel\" and $meta[\"titel\"] == 1'")]
    [InlineData("@{ id = 2; title = 'a'; titel = 'b'; vector = 1, 2 } | Add-MilvusEntity dyn")]
    [InlineData("@{ id = 2; colour = 'red'; vector = 1, 2 } | Add-MilvusEntity dyn")]
    [InlineData("Get-MilvusEntity fix -Filter 'title in {titel}' -FilterParameter @{ titel = 'a', 'b' }")]
    public void FieldHint_other_names_are_not_reported(string line) => Assert.Empty(_shell.Do(line).Warnings);

    [Theory]
    [InlineData("Get-MilvusEntity fix -Filter 'id == {x}' -FilterParameter @{ X = 1 }", "@{ x = ")]
    [InlineData("Get-MilvusEntity fix -Filter 'id == {x}'", "@{ x = ")]
    [InlineData("Get-MilvusEntity fix -Filter 'id -eq 1'", "-eq is an operator of PowerShell")]
    public void FieldHint_filter_with_a_mistake_says_what_to_write(string line, string advice)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.StartsWith("MilvusFilterSyntax,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MilvusEntity fix { $_.id -eq 1 }")]
    [InlineData("Remove-MilvusEntity fix { $_.id -eq 1 } -Confirm:$false")]
    [InlineData("Get-MilvusEntity fix -Id { $_.id -eq 1 }")]
    public void FieldHint_condition_in_the_place_of_text_is_refused(string line)
    {
        var error = Assert.Single(_shell.Run(line).Errors);

        Assert.Contains("-Where { $_.price -lt 10 }", error.ToString(), StringComparison.Ordinal);
        Assert.Single(_shell.Do("Get-MilvusEntity fix").Output);
    }

    [Theory]
    [InlineData("New-MilvusField a FLOT_VECTOR -Dimension 2", "Did you mean FLOAT_VECTOR?")]
    [InlineData("New-MilvusField a sparseflotvector", "Did you mean SparseFloatVector?")]
    [InlineData("New-MilvusField a VARCHR -MaxLength 5", "Did you mean VARCHAR?")]
    [InlineData("1, 2 | Search-MilvusEntity fix", "passes the numbers of a list one by one")]
    [InlineData("Get-MilvusEntity fix -Where { $_.id -gt 0 -and $_.title -cmatch '[a' }", "-Where, character 20: the server refuses")]
    public void FieldHint_mistake_is_named_with_what_was_meant(string line, string message)
    {
        var errors = _shell.Run(line).Errors;

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains(message, error.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Remove-MilvusEntity fix -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    [InlineData("Get-MilvusCollection fix | Remove-MilvusEntity -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude")]
    [InlineData("Remove-MilvusEntity fix -Where { $_.id -eq 1 } -Id 1", "-Id and -Where exclude each other")]
    [InlineData("Remove-MilvusEntity fix 1 -Filter 'id == 1'", "-Id and -Filter exclude each other")]
    [InlineData("Get-MilvusEntity fix -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    [InlineData("Get-MilvusEntity fix -Where { $_.id -eq 1 } -Id 1", "-Where cannot be combined with -Id")]
    [InlineData("Get-MilvusEntity fix -Filter 'id == 1' -Id 1", "-Filter cannot be combined with -Id.")]
    [InlineData("Search-MilvusEntity fix 1, 2 -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    [InlineData("Export-MilvusEntity fix ./never.jsonl -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    [InlineData("Measure-MilvusCollection fix -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    [InlineData("Measure-MilvusSearch fix -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    [InlineData("Copy-MilvusCollection fix -NewName n -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter exclude each other")]
    public void FieldHint_two_conditions_are_refused_with_one_sentence(string line, string message)
    {
        var error = Assert.Single(_shell.Run(line + (line.Contains("Remove-", StringComparison.Ordinal) ? " -Confirm:$false" : "")).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Single(_shell.Do("Get-MilvusEntity fix").Output);
    }

    private void CreateKeyed() => _shell.Do(
        """
        $null = New-MilvusCollection keyed -EnableDynamicField -Field (New-MilvusField id Int64 -PrimaryKey), (
            New-MilvusField title VarChar -MaxLength 50 -Nullable), (New-MilvusField vector FloatVector -Dimension 2) `
            -IndexParameter (New-MilvusIndexParameter vector -IndexType FLAT -MetricType L2)
        $null = 1..5 | ForEach-Object { @{ id = $_; title = 'b'; color = 'red'; vector = $_, 2 } } | Add-MilvusEntity keyed
        """);
}
