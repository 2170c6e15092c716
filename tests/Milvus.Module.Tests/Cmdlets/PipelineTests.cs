using System.Management.Automation;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Objects are piped by type, and cmdlets use the connection they came from.</summary>
public class PipelineTests
{
    [Theory]
    [InlineData("Get-MilvusCollection words | Remove-MilvusCollection -WhatIf", "collection words")]
    [InlineData("Get-MilvusCollection words | Mount-MilvusCollection -WhatIf", "collection words")]
    [InlineData("Get-MilvusCollection words | Dismount-MilvusCollection -WhatIf", "collection words")]
    [InlineData("Get-MilvusIndex words | Remove-MilvusIndex -WhatIf", "index vector (AUTOINDEX on field vector")]
    [InlineData("Get-MilvusCollection | Get-MilvusIndex | Remove-MilvusIndex -WhatIf", "of collection words")]
    [InlineData("Get-MilvusEntity words | Remove-MilvusEntity -WhatIf", "2 entities of collection words")]
    [InlineData("Search-MilvusEntity words 1, 0 | Remove-MilvusEntity -WhatIf", "2 entities of collection words")]
    public void Pipeline_what_Get_gives_its_noun_takes(string line, string target)
    {
        using var shell = Words();

        Assert.Contains(target, shell.Show(line), StringComparison.Ordinal);
    }

    [Fact]
    public void Pipeline_index_can_be_waited_for_and_a_connection_closed()
    {
        using var shell = Words();

        Assert.Equal(["vector"], shell.Do("Get-MilvusIndex words | Wait-MilvusIndex -PassThru").Values("Name"));
        shell.Do("Get-MilvusConnection | Disconnect-Milvus");
        Assert.Equal(["MilvusNotConnected"], shell.Run("Get-MilvusCollection").ErrorIds);
    }

    [Theory]
    [InlineData("Get-MilvusCollection words | Remove-MilvusIndex")]
    [InlineData("Get-MilvusCollection words | Wait-MilvusIndex")]
    [InlineData("Get-MilvusIndex words | Remove-MilvusCollection -Confirm:$false")]
    [InlineData("Get-MilvusConnection | Remove-MilvusCollection -Confirm:$false")]
    [InlineData("(Get-MilvusCollection words).Field | Remove-MilvusIndex")]
    public void Pipeline_object_of_another_kind_is_refused(string line)
    {
        using var shell = Words();
        shell.Do("Dismount-MilvusCollection words");

        Assert.NotEmpty(shell.Run(line).Errors);

        Assert.Equal(["vector"], shell.Do("Get-MilvusIndex words").Values("Name"));
    }

    [Theory]
    [InlineData("Get-MilvusCollection words | Get-MilvusIndex vector", "-Name 'vector'")]
    [InlineData("Get-MilvusCollection words | Get-MilvusPartition _default", "-Name '_default'")]
    [InlineData("Get-MilvusCollection words | Copy-MilvusCollection copy", "-NewName 'copy'")]
    [InlineData("Get-MilvusCollection words | Rename-MilvusCollection words other", "pipe nothing")]
    [InlineData("Get-MilvusCollection words | Export-MilvusSchema words x.json", "pipe nothing")]
    [InlineData("Get-MilvusCollection words | Measure-MilvusCollection words", "pipe nothing")]
    [InlineData("@() | Measure-MilvusCollection words", "pipe nothing")]
    public void Pipeline_argument_in_the_place_of_the_objects_is_one_error_that_says_what_to_write(string line, string advice)
    {
        using var shell = Words();

        var error = Assert.Single(shell.Run(line).Errors);

        Assert.StartsWith("MilvusInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("is in the place of the piped objects", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["words"], shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Theory]
    [InlineData("Get-MilvusCollection words | Export-MilvusSchema ./x.json", "-Path './x.json'")]
    [InlineData("Get-MilvusCollection words | Export-MilvusEntity ./x.json", "-Path './x.json'")]
    [InlineData("Export-MilvusEntity ./x.json", "-Path './x.json'")]
    [InlineData("Import-MilvusEntity ./x.json", "-Path './x.json'")]
    [InlineData("Get-MilvusEntity words | ConvertTo-MilvusImportFile ./x.json", "-Path './x.json'")]
    [InlineData("Get-MilvusCollection words | Get-MilvusEntity 'id < 3'", "-Filter 'id < 3'")]
    public void Pipeline_text_in_the_place_of_the_collection_is_one_error_that_names_the_parameter(string line, string advice)
    {
        using var shell = Words();

        var error = Assert.Single(shell.Run(line).Errors);

        Assert.Contains($"Write the name of the parameter: {advice}.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'words', 'wor*' | Get-MilvusCollection", "words, words")]
    [InlineData("Get-MilvusCollection words | Get-MilvusCollection", "words")]
    [InlineData("'words' | Get-MilvusIndex", "vector")]
    [InlineData("'words' | Mount-MilvusCollection -PassThru", "words")]
    [InlineData("New-MilvusAlias current words | Out-Null; 'curr*' | Get-MilvusAlias", "current")]
    [InlineData("$null = 'a', 'b' | New-MilvusRole; 'b', 'a' | Get-MilvusRole", "b, a")]
    [InlineData("[pscustomobject]@{ Name = 'c'; Description = 'd' } | New-MilvusRole", "c")]
    [InlineData("'n', 'm' | New-MilvusCollection -Dimension 2", "n, m")]
    [InlineData("[pscustomobject]@{ Name = 'c5'; Dimension = 3 } | New-MilvusCollection", "c5")]
    [InlineData("@{ Name = 'h'; Dimension = '3'; MetricType = 'L2'; IdType = 'VarChar' } | New-MilvusCollection", "h")]
    [InlineData("[pscustomobject]@{ Name = 'v'; Type = 'FloatVector'; Dimension = '3' } | New-MilvusField", "v")]
    [InlineData("(Get-MilvusCollection words).Field | New-MilvusCollection copy", "copy")]
    public void Pipeline_names_and_definitions_are_taken(string line, string names)
    {
        using var shell = Words();

        Assert.Equal(names, string.Join(", ", shell.Do(line).Values("Name")));
    }

    [Theory]
    [InlineData("2, 1 | Get-MilvusEntity words | ForEach-Object id", "1, 2")]
    [InlineData("'2' | Get-MilvusEntity words | ForEach-Object id", "2")]
    [InlineData("Get-MilvusCollection words | Get-MilvusEntity | ForEach-Object id", "1, 2")]
    public void Get_MilvusEntity_keys_from_the_pipeline_are_read_together(string line, string keys)
    {
        using var shell = Words();

        Assert.Equal(keys, string.Join(", ", shell.Do(line).Output));
    }

    [Theory]
    [InlineData("Get-MilvusEntity words | Get-MilvusEntity words")]
    [InlineData("Search-MilvusEntity words 1, 0 | Get-MilvusEntity words")]
    [InlineData("@{ id = 1 } | Get-MilvusEntity words")]
    [InlineData("Get-MilvusEntity words | Get-MilvusCollection")]
    [InlineData("Get-MilvusIndex words | Get-MilvusCollection")]
    [InlineData("Get-MilvusRole | New-MilvusCollection -Dimension 3")]
    [InlineData("Get-MilvusCollection words | New-MilvusRole")]
    [InlineData("Get-MilvusCollection words | New-MilvusCollection")]
    [InlineData("[pscustomobject]@{ Name = 'x'; Dimensions = 3 } | New-MilvusCollection")]
    [InlineData("'x' | New-MilvusCollection")]
    [InlineData("'word' | Get-MilvusCompaction")]
    public void Pipeline_what_is_not_a_name_is_refused(string line)
    {
        using var shell = Words();

        var ran = shell.Run(line);

        Assert.NotEmpty(ran.Errors);
        Assert.Empty(ran.Output);
        Assert.Equal(["words"], shell.Do("Get-MilvusCollection").Values("Name"));
    }

    [Theory]
    [InlineData("Remove-MilvusCollection -Confirm:$false")]
    [InlineData("Clear-MilvusCollection -Confirm:$false")]
    [InlineData("Set-MilvusCollection -Property @{ a = 1 }")]
    public void Pipeline_names_for_what_changes_something_are_refused_with_the_other_way(string command)
    {
        using var shell = Words();

        var ran = shell.Run($"'words', 'other' | {command}");

        Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
        Assert.Contains("'words' is unchanged", ran.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("'words' | Get-MilvusCollection |", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, shell.Do("Get-MilvusEntity words").Output.Count);
    }

    [Fact]
    public void Pipeline_two_connections_with_the_same_names_are_never_mixed_up()
    {
        using var shell = new ModuleShell();
        shell.Do(
            """
            $one = Connect-Milvus -InMemory -Name one
            $null = New-MilvusCollection words -Dimension 2
            $null = @{ id = 1; vector = 1, 0 } | Add-MilvusEntity words
            $two = Connect-Milvus -InMemory -Name two
            $null = New-MilvusCollection words -Dimension 2
            $null = @{ id = 1; vector = 1, 0 } | Add-MilvusEntity words
            """);

        shell.Do("Get-MilvusEntity words -Connection $one | Remove-MilvusEntity");
        Assert.Empty(shell.Do("Get-MilvusEntity words -Connection one").Output);
        Assert.Single(shell.Do("Get-MilvusEntity words").Output);

        shell.Do("Get-MilvusIndex words -Connection $one | Remove-MilvusIndex -Force -WarningAction SilentlyContinue");
        Assert.Empty(shell.Do("Get-MilvusIndex words -Connection $one").Output);
        Assert.Single(shell.Do("Get-MilvusIndex words").Output);

        shell.Do("Get-MilvusCollection -Connection $one | Remove-MilvusCollection -Confirm:$false");
        Assert.Empty(shell.Do("Get-MilvusCollection -Connection $one").Output);
        Assert.Single(shell.Do("Get-MilvusCollection").Output);
    }

    [Theory]
    [InlineData("Get-MilvusCollection -Connection $one | Remove-MilvusCollection -Connection $two -Confirm:$false")]
    [InlineData("Get-MilvusIndex words -Connection $one | Remove-MilvusIndex -Connection $two -Force")]
    [InlineData("Get-MilvusEntity words -Connection $one | Remove-MilvusEntity -Connection $two")]
    public void Pipeline_another_connection_than_the_objects_is_an_error(string line)
    {
        using var shell = new ModuleShell();
        shell.Do(
            """
            $one = Connect-Milvus -InMemory -Name one
            $null = New-MilvusCollection words -Dimension 2
            $null = @{ id = 1; vector = 1, 0 } | Add-MilvusEntity words
            $two = Connect-Milvus -InMemory -Name two
            """);

        Assert.Equal(["MilvusInvalidArgument"], shell.Run(line).ErrorIds);

        Assert.Single(shell.Do("Get-MilvusEntity words -Connection $one").Output);
        Assert.Single(shell.Do("Get-MilvusIndex words -Connection $one").Output);
    }

    [Theory]
    [InlineData("Get-MilvusCollection words", "Remove-MilvusCollection", "collection words")]
    [InlineData("Get-MilvusCollection words", "Dismount-MilvusCollection", "collection words")]
    [InlineData("Get-MilvusIndex words", "Remove-MilvusIndex", "index vector (AUTOINDEX on field vector")]
    [InlineData("Get-MilvusEntity words -First 1", "Remove-MilvusEntity words", "1 entity of collection words")]
    public void Pipeline_objects_that_went_through_serialisation_can_be_piped_back(string get, string remove, string target)
    {
        using var shell = Words();
        var text = PSSerializer.Serialize(Assert.Single(shell.Do(get).Output));
        Assert.DoesNotContain("Origin", text, StringComparison.Ordinal);

        var shown = shell.Show($"$args[0] | {remove} -WhatIf", PSSerializer.Deserialize(text));

        Assert.Contains("What if", shown, StringComparison.Ordinal);
        Assert.Contains(target, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipeline_parent_that_went_through_serialisation_is_refused_too()
    {
        using var shell = Words();
        var parent = PSSerializer.Deserialize(PSSerializer.Serialize(Assert.Single(shell.Do("Get-MilvusCollection words").Output)));

        Assert.NotEmpty(shell.Run("$args[0] | Remove-MilvusIndex -Force", parent).Errors);

        Assert.Single(shell.Do("Get-MilvusIndex words").Output);
    }

    private static ModuleShell Words()
    {
        var shell = new ModuleShell(400);
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection words -Dimension 2
            $null = @{ id = 1; vector = 1, 0 }, @{ id = 2; vector = 0, 1 } | Add-MilvusEntity words
            """);
        return shell;
    }
}
