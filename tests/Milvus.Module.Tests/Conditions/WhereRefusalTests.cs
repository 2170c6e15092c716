namespace Milvus.Module.Tests.Conditions;

/// <summary>What -Where cannot translate is refused with its position, and never run.</summary>
public sealed class WhereRefusalTests(ConditionWorld world) : IClassFixture<ConditionWorld>
{
    [Theory]
    [InlineData("$_.title -ieq 'x'", 3, "does not ignore case")]
    [InlineData("$_.title -iin 'x'", 3, "does not ignore case")]
    [InlineData("$_.n / 2 -eq 1", 3, "without a remainder")]
    [InlineData("$_.meta.a.b / 2 -eq 1", 3, "without a remainder")]
    [InlineData("$_.title.StartsWith('a')", 3, "cannot call methods")]
    [InlineData("$_.at -gt (Get-Date)", 14, "cannot run commands")]
    [InlineData("$_.at -gt (Get-Date).AddDays(-1)", 13, "cannot call methods")]
    [InlineData("Get-Process", 3, "cannot run commands")]
    [InlineData("$_.n -lt $nope", 12, "does not exist")]
    [InlineData("$_.n -lt $table.nope", 12, "there is no such value")]
    [InlineData("$_.n -eq $table", 12, "an object with names and values")]
    [InlineData("$_ -eq 1", 3, "the whole row")]
    [InlineData("$true", 3, "the same for all rows")]
    [InlineData("1 -eq 1", 3, "compares two values")]
    [InlineData("$_.vector -eq 1", 3, "a FloatVector")]
    [InlineData("$_.title", 3, "not a boolean")]
    [InlineData("$_.title.Length -gt 3", 3, "the length of a text")]
    [InlineData("$_.n.x -gt 3", 3, "without members")]
    [InlineData("$_.tags.x -gt 3", 3, "an array")]
    [InlineData("$_.tags[-1] -ceq 'y'", 3, "from the first one")]
    [InlineData("$_.n -is [int]", 3, "has no -is")]
    [InlineData("$_.price -in 1.5..4.5", 16, "a range is of whole numbers")]
    [InlineData("$_.n -gt 1; $_.n -lt 5", 1, "not a single condition")]
    [InlineData("", 1, "not a single condition")]
    [InlineData("$x = 1", 3, "not a condition")]
    [InlineData("if ($_.n) { 1 }", 3, "not a condition")]
    [InlineData("$_.n -gt 1 | Out-Null", 3, "not a condition")]
    [InlineData("$_.n -gt 1 > file.txt", 3, "not a condition")]
    [InlineData("$_.n -gt 1 &", 3, "not a condition")]
    [InlineData("param($a) $_.n -gt 1", 1, "parameters")]
    [InlineData("process { $_.n -gt 1 }", 1, "named blocks")]
    [InlineData("\"$($_.n)\" -eq '1'", 4, "only contain variables")]
    [InlineData("$_.n -eq $true", 3, "not a whole number")]
    [InlineData("'x' -eq $_.n", 3, "not a whole number")]
    [InlineData("$_.sold -eq 1", 3, "not a boolean")]
    [InlineData("5 -eq $_.title", 3, "not a text")]
    [InlineData("$_.price -lt 'much'", 3, "not a number")]
    [InlineData("$_.price -lt [double]::NaN", 3, "NaN")]
    [InlineData("$_.at -lt 5", 3, "not a time")]
    [InlineData("$_.title -ceq $secret", 17, "cannot contain a SecureString")]
    [InlineData("$_.title -ceq $login.Password", 17, "cannot contain a SecureString")]
    [InlineData("$_.title -ceq \"x$secret\"", 19, "cannot contain a SecureString")]
    [InlineData("$_.sold -eq [DayOfWeek]::Monday", 3, "not a boolean")]
    [InlineData("$_.id -eq 1.5", 3, "no whole number")]
    [InlineData("$_.id -eq 1e30", 3, "range of INT64")]
    [InlineData("$_.id -eq 9223372036854775807 + 1", 13, "range of INT64")]
    [InlineData("$_.id -in 1, $null", 3, "list with null")]
    [InlineData("$_.id -eq @(1, 2)", 3, "this is a list")]
    [InlineData("$_.id -in 1..99999", 13, "a range has at most")]
    [InlineData("$_.tags -ceq 'x'", 3, "whole arrays")]
    [InlineData("$_.id -in $_.tags", 3, "one side is a list")]
    [InlineData("$_.n -ge 1 -xor $_.id -eq 2", 3, "no -xor")]
    [InlineData("$_.n -lt $null", 3, "null has no order")]
    [InlineData("$_.title -clike '[ab]*'", 19, "sets in brackets")]
    [InlineData("$_.n -clike '1*'", 3, "only texts")]
    [InlineData("$_.title + 'x' -ceq 'ax'", 3, "only with numbers")]
    [InlineData("$_.n + 1", 3, "a number, not a condition")]
    [InlineData("($_.n -eq 1) -eq $true", 4, "a condition is not a value")]
    [InlineData("[int]$_.n -gt 2", 3, "cannot convert a field")]
    [InlineData("$_.n -gt [Environment]::ProcessorCount", 12, "only values of enumerations")]
    [InlineData("$_.meta.list.Count -eq 2", 3, "the number of elements or a key")]
    [InlineData("$_.meta.a.length -gt 2", 3, "the number of elements or a key")]
    [InlineData("$_.colors.Count -eq 2", 3, "the number of elements or a key")]
    [InlineData("$_.'$meta'.colors.Count -eq 2", 3, "the number of elements or a key")]
    [InlineData("$_.n -gt $(1)", 12, "no counterpart")]
    [InlineData("@{ a = 1 } -eq $_.n", 3, "no counterpart")]
    public void Get_MilvusEntity_condition_without_translation_is_refused(string condition, int position, string reason)
    {
        var error = Assert.Single(world.Shell.Run($"Get-MilvusEntity shop -Where {{ {condition} }}").Errors);

        Assert.Equal("MilvusFilterSyntax,Milvus.GetMilvusEntityCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith($"-Where, character {position}: ", error.Exception.Message);
        Assert.Contains(reason, error.Exception.Message);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void Get_MilvusEntity_unknown_field_gets_a_suggestion()
    {
        var error = Assert.Single(world.Shell.Run("Get-MilvusEntity strict -Where { $_.titel -ceq 'x' }").Errors);

        Assert.Contains("has no field 'titel'", error.Exception.Message);
        Assert.Equal("Did you mean $_.title?", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("n -lt 3", "-lt")]
    [InlineData("n == 1 -AND title == 'x'", "-AND")]
    [InlineData("(title -ceq 'x')", "-ceq")]
    public void FilterAdvice_operator_of_PowerShell_names_Where(string filter, string named)
    {
        var error = Assert.Single(world.Shell.Run($"Get-MilvusEntity shop -Filter \"{filter}\"").Errors);

        Assert.StartsWith($"{named} is an operator of PowerShell.", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n ==")]
    [InlineData("title == '-lt")]
    [InlineData("n - lt < 3 +")]
    public void FilterAdvice_filter_without_such_operator_has_the_usual_advice(string filter)
    {
        var error = Assert.Single(world.Shell.Run($"Get-MilvusEntity shop -Filter \"{filter}\"").Errors);

        Assert.DoesNotContain("PowerShell", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_MilvusEntity_second_line_of_a_block_is_named()
    {
        var error = Assert.Single(world.Shell.Run("Get-MilvusEntity shop -Where { $_.id -eq 1 -and\n    $_.x.Foo() }").Errors);

        Assert.StartsWith("-Where, line 2, column 5: ", error.Exception.Message);
    }

    [Theory]
    [InlineData("Get-MilvusEntity shop -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter")]
    [InlineData("Get-MilvusEntity shop -Where { $_.id -eq 1 } -FilterParameter @{}", "-Where and -FilterParameter")]
    [InlineData("Get-MilvusEntity shop -Where { $_.id -eq 1 } -Id 1", "-Where cannot be combined with -Id")]
    [InlineData("Search-MilvusEntity shop 1, 2 -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter")]
    [InlineData("New-MilvusSearchRequest 1, 2 -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter")]
    [InlineData("New-MilvusSearchRequest 1, 2 -Where { $_.id.Foo() }", "cannot call methods")]
    [InlineData("Export-MilvusEntity shop nowhere.csv -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter")]
    [InlineData("Copy-MilvusCollection shop -NewName b -Where { $_.id -eq 1 } -Filter 'id == 1'", "-Where and -Filter")]
    [InlineData("Copy-MilvusCollection shop -NewName b -Where { $_.id -eq 1 } -SchemaOnly", "-Where has no effect")]
    public void WhereRefusal_second_selection_is_refused(string line, string message) =>
        Assert.Contains(message, Assert.Single(world.Shell.Run(line).Errors).Exception.Message);

    [Theory]
    [InlineData("Get-MilvusEntity strict -Where 'id == \"3\"'")]
    [InlineData("Remove-MilvusEntity strict -Where 'id == \"3\"'")]
    [InlineData("Search-MilvusEntity strict 1, 2 -Where 'id == \"3\"'")]
    [InlineData("New-MilvusSearchRequest 1, 2 -Where 'id == \"3\"'")]
    [InlineData("Measure-MilvusCollection strict -Where 'id == \"3\"'")]
    [InlineData("Copy-MilvusCollection strict -NewName b -Where 'id == \"3\"'")]
    public void WhereRefusal_text_as_condition_names_Filter(string line)
    {
        var error = Assert.Single(world.Shell.Run(line).Errors);

        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId);
        Assert.Contains("-Filter 'id == \"3\"'", error.Exception.Message);
    }

    [Theory]
    [InlineData("id == {value}", 1)]
    [InlineData("price == {value}", 1)]
    [InlineData("title == {value}", 0)]
    public void Get_MilvusEntity_enumeration_in_a_filter_has_the_type_of_the_field(string filter, int rows)
    {
        var ran = world.Shell.Do(
            "Get-MilvusEntity shop -Filter $args[0] -FilterParameter @{ value = [DayOfWeek]::Tuesday }", filter);

        Assert.Equal(rows, ran.Output.Count);
    }

    [Theory]
    [InlineData("Get-MilvusEntity strict { $_.id -eq 1 }")]
    [InlineData("Remove-MilvusEntity strict -Filter { $_.id -eq 1 }")]
    [InlineData("New-MilvusSearchRequest 1, 2 -Filter { $_.id -eq 1 }")]
    [InlineData("New-MilvusRanker -Boost 2 -Filter { $_.id -eq 1 }")]
    public void WhereRefusal_script_block_as_filter_names_Where(string line)
    {
        var error = Assert.Single(world.Shell.Run(line).Errors);

        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId);
        Assert.Contains("belongs to -Where", error.Exception.Message);
    }

    [Fact]
    [Failure("S4")]
    public void Get_MilvusEntity_condition_is_never_run()
    {
        var ran = world.Shell.Run(
            """
            $script:touched = $false
            $trap = [pscustomobject]@{ a = 1 }
            $trap.PSObject.Properties.Add([psscriptproperty]::new('b', { $script:touched = $true; 1 }))
            Get-MilvusEntity shop -Where { $_.id -eq $trap.b }
            Get-MilvusEntity shop -Where { $_.id -eq ($script:touched = $true) }
            Get-MilvusEntity shop -Where { $_.id -eq $(& { $script:touched = $true }) }
            Get-MilvusEntity shop -Where { & { $script:touched = $true } }
            """);

        Assert.Equal(4, ran.Errors.Count);
        Assert.Equal([false], world.Shell.Do("$script:touched").Output.Select(value => (bool)value.BaseObject));
    }
}
