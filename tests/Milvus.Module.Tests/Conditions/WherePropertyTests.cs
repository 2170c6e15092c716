using System.Globalization;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Conditions;

/// <summary>
/// The filter of a condition selects the rows that the condition itself selects. Two differences are intended. Rows with null: a filter
/// has three-valued logic, so a comparison with null is UNKNOWN, and so is its negation. The order of texts: a filter compares characters,
/// PowerShell words of a language.
/// </summary>
public sealed class WherePropertyTests
{
    [Fact]
    public void WhereProperty_condition_selects_the_rows_of_its_filter()
    {
        var count = int.Parse(
            Environment.GetEnvironmentVariable("MILVUS_GENERATED_CONDITIONS") ?? "200", CultureInfo.InvariantCulture);
        var random = new RandomCondition(20_261_129);
        var conditions = Enumerable.Range(0, count).Select(_ => random.Next()).ToArray();
        using var shell = new ModuleShell();

        var wrong = shell.Do(
            """
            $texts, $conditions = $args
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection rows -EnableDynamicField -Field @(
                New-MilvusField id INT64 -PrimaryKey
                New-MilvusField n INT32
                New-MilvusField price DOUBLE
                New-MilvusField sold BOOL
                New-MilvusField title VARCHAR -MaxLength 100
                New-MilvusField meta JSON
                New-MilvusField tags ARRAY -ElementType VARCHAR -MaxLength 20 -MaxCapacity 10
                New-MilvusField nums ARRAY -ElementType INT64 -MaxCapacity 10
                New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex rows vector -MetricType L2
            Mount-MilvusCollection rows
            $null = -20..20 | ForEach-Object {
                $text = $texts[($_ + 20) % $texts.Count]
                $other = $texts[($_ + 25) % $texts.Count]
                @{
                    id = $_; n = $_ % 5; price = $_ / 4; sold = $_ % 3 -eq 0; title = $text; color = $other; size = $_ % 4
                    meta = @{ a = $_ % 3; text = $other; list = ($_ % 4), 2 }; tags = $other, $text; nums = @(($_ % 3), 1); vector = 1, $_
                }
            } | Add-MilvusEntity rows
            $rows = Get-MilvusEntity rows
            foreach ($condition in $conditions) {
                $block = [scriptblock]::Create($condition)
                $expected = @($rows | Where-Object $block).id -join ','
                $found = @(Get-MilvusEntity rows -Where $block -OutputField id).id -join ','
                if ($expected -ne $found) { "{ $condition }`n  expected $expected`n  found    $found" }
            }
            """,
            RandomCondition.Texts,
            conditions);

        Assert.True(wrong.Output.Count == 0, string.Join('\n', wrong.Output.Take(10)));
    }

    [Theory]
    [InlineData("$_.n -eq 1", "1", "1")]
    [InlineData("$_.n -ne 1", "2", "2,3")]
    [InlineData("-not ($_.n -eq 1)", "2", "2,3")]
    [InlineData("$_.n -notin 1, 5", "2", "2,3")]
    [InlineData("$_.n -lt 2", "1", "1,3")]
    [InlineData("-not $_.sold", "2", "2,3")]
    [InlineData("$_.color -cnotlike 'a*'", "2", "2,3")]
    [InlineData("$_.n -ne 1 -or $_.n -eq $null", "2,3", "2,3")]
    [InlineData("$_.n -ne $null", "1,2", "1,2")]
    public void WhereProperty_rows_with_null_do_not_match(string condition, string filtered, string byPowerShell)
    {
        using var shell = new ModuleShell();

        var ids = shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection rows -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField n INT64 -Nullable), (New-MilvusField sold BOOL -Nullable),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex rows vector -MetricType L2
            Mount-MilvusCollection rows
            $null = @{ id = 1; n = 1; sold = $true; color = 'a'; vector = 1, 2 }, @{ id = 2; n = 2; sold = $false; color = 'b'; vector = 1,
                2 }, @{ id = 3; n = $null; sold = $null; vector = 1, 2 } | Add-MilvusEntity rows
            $block = [scriptblock]::Create($args[0])
            @(Get-MilvusEntity rows -Where $block -OutputField id).id -join ','
            @(Get-MilvusEntity rows | Where-Object $block).id -join ','
            """,
            condition);

        Assert.Equal([filtered, byPowerShell], ids.Output.Select(line => line.ToString()));
    }
}
