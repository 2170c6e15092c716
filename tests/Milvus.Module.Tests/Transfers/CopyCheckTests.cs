using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Transfers;

/// <summary>A copy checks everything before it changes something, and -WhatIf checks the same.</summary>
public sealed class CopyCheckTests : IDisposable
{
    private const string Count = "[string](Measure-MilvusCollection $args[0] -Exact).RowCount";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Backend> All => Backend.All;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_filter_that_is_refused_leaves_nothing_and_the_corrected_line_runs(Backend backend)
    {
        using var world = Open(backend);
        var (name, copy) = (world.NewFilledCollection(), world.NewName("copy"));
        foreach (var ending in new[] { string.Empty, " -WhatIf" })
        {
            var ran = world.Shell.Run($"Copy-MilvusCollection {name} {copy} -Filter 'id >< 5'{ending}");

            Assert.Equal(["MilvusFilterSyntax"], ran.ErrorIds);
            Assert.DoesNotContain("made", ran.Errors[0].ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(["False"], world.Shell.Do("[string](Test-MilvusCollection $args[0])", copy).Texts);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
        world.Shell.Do(
            $"$null = Copy-MilvusCollection {name} {copy} -Filter 'id < {{limit}}' -FilterParameter @{{ limit = 5 }} -Verify Full");
        Assert.Equal(["5"], world.Shell.Do(Count, copy).Texts);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_Force_asks_before_it_replaces(Backend backend)
    {
        using var world = Open(backend);
        var (name, copy) = (world.NewFilledCollection(), world.NewName("copy"));
        world.Shell.Do($"$null = Copy-MilvusCollection {name} {copy} -Filter 'id < 5'");

        Assert.Contains($"replacing the existing {copy}", world.Shell.Show($"Copy-MilvusCollection {name} {copy} -Force -WhatIf"),
            StringComparison.Ordinal);
        world.Shell.Screen.Answers.Enqueue('N');
        world.Shell.Do($"Copy-MilvusCollection {name} {copy} -Force");
        Assert.Equal(["5"], world.Shell.Do(Count, copy).Texts);
        world.Shell.Screen.Answers.Enqueue('Y');
        world.Shell.Do($"$null = Copy-MilvusCollection {name} {copy} -Force");

        Assert.Equal(["20"], world.Shell.Do(Count, copy).Texts);
        Assert.Equal(2, world.Shell.Screen.Questions.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_partitions_are_chosen_with_wildcards(Backend backend)
    {
        using var world = Open(backend);
        var (name, copy) = (world.NewFilledCollection(), world.NewName("copy"));
        world.Shell.Do(
            """
            param($name)
            foreach ($partition in 'new_1', 'new_2', 'old') { $null = New-MilvusPartition $name $partition }
            Mount-MilvusCollection $name
            foreach ($partition in 'new_1', 'new_2', 'old') {
                $null = @{ id = 100 + $partition.Length * 10 + [int]$partition[-1]; name = 'x'; vector = 1, 2, 3, 4 } |
                    Add-MilvusEntity $name -Partition $partition
            }
            """,
            name);

        world.Shell.Do($"$null = Copy-MilvusCollection {name} {copy} -Partition 'new*' -Verify Full");

        Assert.Equal(["2"], world.Shell.Do(Count, copy).Texts);
        Assert.Equal(
            ["_default", "new_1", "new_2"],
            world.Shell.Do($"(Get-MilvusPartition {copy}).Name").Texts.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["MilvusPartitionNotFound"],
            world.Shell.Run($"Copy-MilvusCollection {name} {copy}_2 -Partition 'older*' -WhatIf").ErrorIds);
    }

    [Fact]
    public void Copy_MilvusCollection_one_new_name_for_several_is_refused_before_the_first()
    {
        using var world = Open(Backend.Embedded);
        foreach (var line in new[]
        {
            "Copy-MilvusCollection one, two three -Force -Confirm:$false",
            "Get-MilvusCollection one, two | Copy-MilvusCollection -NewName three -Force -Confirm:$false",
            "Convert-MilvusCollection one, two three -Force -Confirm:$false",
            "Get-MilvusCollection one, two | Convert-MilvusCollection -NewName three -Force -Confirm:$false",
        })
        {
            world.Shell.Do("foreach ($name in 'one', 'two') { $null = New-MilvusCollection $name -Dimension 2 }");

            var ran = world.Shell.Run(line);

            Assert.Equal(["MilvusInvalidArgument"], ran.ErrorIds);
            Assert.Contains("one, two", ran.Errors[0].ToString(), StringComparison.Ordinal);
            Assert.Equal(["one", "two"], world.Shell.Do("(Get-MilvusCollection).Name").Texts.Order(StringComparer.Ordinal));
            world.Shell.Do("Get-MilvusCollection | Remove-MilvusCollection -Confirm:$false");
        }
    }

    [Fact]
    public void Copy_MilvusCollection_collections_of_the_same_name_do_not_replace_each_other()
    {
        using var world = Open(Backend.Embedded);
        world.Shell.Do(
            """
            foreach ($database in 'a', 'b', 'all') { $null = New-MilvusDatabase $database }
            foreach ($database in 'a', 'b') { $null = New-MilvusCollection words -Dimension 2 -Database $database }
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity words -Database a
            """);

        var ran = world.Shell.Run(
            "'a', 'b' | ForEach-Object { Get-MilvusCollection -Database $_ } | "
                + "Copy-MilvusCollection -TargetDatabase all -Force -Confirm:$false");

        Assert.Equal(["MilvusAlreadyExists"], ran.ErrorIds);
        Assert.Equal(["1"], world.Shell.Do("[string](Measure-MilvusCollection words -Exact -Database all).RowCount").Texts);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -WhatIf")]
    public void Copy_MilvusCollection_missing_target_database_is_reported_once(string ending)
    {
        using var world = Open(Backend.Embedded);
        world.Shell.Do("foreach ($name in 'one', 'two') { $null = New-MilvusCollection $name -Dimension 2 }");

        var ran = world.Shell.Run("Get-MilvusCollection | Copy-MilvusCollection -TargetDatabase nowhere" + ending);

        Assert.Equal(["MilvusDatabaseNotFound"], ran.ErrorIds);
        Assert.Contains("New-MilvusDatabase nowhere", ran.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one two", "MilvusAlreadyExists")]
    [InlineData("one new -Partition none", "MilvusPartitionNotFound")]
    [InlineData("none new", "MilvusCollectionNotFound")]
    [InlineData("closed new", "MilvusCollectionNotLoaded")]
    [InlineData("one new -SchemaOnly -Verify Full", "MilvusInvalidArgument")]
    [InlineData("one new -SchemaOnly -Filter 'id > 5'", "MilvusInvalidArgument")]
    [InlineData("one new -FilterParameter @{ a = 1 }", "MilvusInvalidArgument")]
    public void Copy_MilvusCollection_WhatIf_checks_what_the_run_checks(string arguments, string id)
    {
        using var world = Open(Backend.Embedded);
        world.Shell.Do(
            """
            foreach ($name in 'one', 'two', 'closed') { $null = New-MilvusCollection $name -Dimension 2 }
            Dismount-MilvusCollection closed
            """);

        Assert.Equal([id], world.Shell.Run($"Copy-MilvusCollection {arguments} -WhatIf").ErrorIds);
        Assert.Equal([id], world.Shell.Run($"Copy-MilvusCollection {arguments}").ErrorIds);
        Assert.Equal(["closed", "one", "two"], world.Shell.Do("(Get-MilvusCollection).Name").Texts.Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("-Filter 'id == 1'")]
    [InlineData("-Partition _default")]
    public void Copy_MilvusCollection_alias_does_not_follow_a_part_of_the_rows(string part)
    {
        using var world = Open(Backend.Embedded);
        world.Shell.Do(
            """
            $null = New-MilvusCollection words -Dimension 2
            $null = New-MilvusPartition words more
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity words
            $null = New-MilvusAlias prod words
            $null = New-MilvusDatabase archive
            """);

        var ran = world.Shell.Run($"Copy-MilvusCollection words -TargetDatabase archive {part}");

        Assert.Empty(ran.Errors);
        Assert.Contains("prod", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Empty(world.Shell.Do("Get-MilvusAlias -Database archive").Output);
    }

    private BackendShell Open(Backend backend)
    {
        var world = new BackendShell(backend, width: 400);
        // A copy that fails can leave its ledger in the current folder.
        world.Shell.Runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
        return world;
    }
}
