using System.Collections.Concurrent;
using System.Globalization;
using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Control;

/// <summary>Rebuilds of collections behind an alias.</summary>
public sealed class ConvertTests
{
    private const string Show = " | ForEach-Object { \"$($_.RowsAcknowledged) $($_.RowsCounted) $($_.Verified) $($_.Collection.Name)\" }";

    public static TheoryData<Backend> All => Backend.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Convert_MilvusCollection_new_schema_and_index_are_filled_and_get_the_alias(Backend backend)
    {
        using var world = new BackendShell(backend);
        var (name, next) = (world.NewFilledCollection(), world.NewName("next"));
        world.Shell.Do("$null = New-MilvusAlias $args[1] $args[0]", name, name + "_alias");

        var ran = world.Shell.Do(
            """
            $schema = New-MilvusSchema -EnableDynamicField -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField title VARCHAR -MaxLength 100),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $index = New-MilvusIndexParameter vector -IndexType FLAT -MetricType L2
            Convert-MilvusCollection $args[0] $args[1] -Schema $schema -Verify Full -IndexParameter $index `
                -Transform { if ($_.id -lt 15) { @{ id = $_.id + 100; title = $_.name; vector = $_.vector[0..1]; extra = $_.id } } }
            """ + Show,
            name,
            next);

        Assert.Equal([$"15 15 Full {next}"], ran.Texts);
        Assert.Equal(
            ["100 row 0 0 2", "114 row 14 14 2"],
            world.Shell.Do(
                "Get-MilvusEntity $args[0] -Filter 'id in [100, 114]' -ConsistencyLevel Strong | ForEach-Object { \"$($_.id) "
                    + "$($_.title) $($_.extra) $($_.vector.Count)\" }",
                name + "_alias").Texts);
        Assert.Equal(["FLAT"], world.Shell.Do("(Get-MilvusIndex $args[0]).IndexType", next).Texts);
        Assert.Equal(["True"], world.Shell.Do("[string](Test-MilvusCollection $args[0])", name).Texts);
        world.Shell.Do("Remove-MilvusAlias $args[0] -Confirm:$false", name + "_alias");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Convert_MilvusCollection_reader_of_the_alias_never_finds_fewer_rows(Backend backend)
    {
        using var world = new BackendShell(backend);
        var (name, next) = (world.NewFilledCollection(), world.NewName("next"));
        var alias = name + "_alias";
        world.Shell.Do("$null = New-MilvusAlias $args[1] $args[0]", name, alias);
        var before = (int)(long)world.Shell.Do("(Measure-MilvusCollection $args[0] -Exact).RowCount", name).Output[0].BaseObject;
        var counts = new ConcurrentQueue<int>();
        using var stop = new CancellationTokenSource();
        using var other = new ModuleShell();
        other.Do(
            backend.Name == "embedded" ? "$null = Use-MilvusConnection $args[0]" : backend.Connect,
            world.Shell.Do("Get-MilvusConnection").Output[0]);
        var reading = Task.Run(() =>
        {
            for (var i = 1000; !stop.IsCancellationRequested; i++)
            {
                // A row more, through the alias, then a count through the alias. After a burst of rows, the rebuild gets time to catch up.
                if (i % 15 < 5)
                {
                    other.Run("$null = @{ id = $args[1]; name = 'new'; vector = 1, 2, 3, 4 } | Add-MilvusEntity $args[0]", alias, i);
                }

                var count = other.Do("[string](Measure-MilvusCollection $args[0] -Exact).RowCount", alias).Texts.Single();
                counts.Enqueue(int.Parse(count, CultureInfo.InvariantCulture));
            }
        });

        var ran = world.Shell.Do(
            "Convert-MilvusCollection $args[0] $args[1] | ForEach-Object { $_.Collection.Name }",
            name,
            next);
        SpinWait.SpinUntil(() => counts.Count > 3, TimeSpan.FromMinutes(1));
        await stop.CancelAsync();
        await reading;

        Assert.Equal([next], ran.Texts);
        // A row that is written in the moment of the switch is brought over after it.
        Assert.All(counts, count => Assert.InRange(count, before, counts.Last()));
        Assert.Equal([next], world.Shell.Do("(Get-MilvusAlias $args[0]).Collection", alias).Texts);
        Assert.Equal(
            [$"{counts.Last()}"], world.Shell.Do("[string](Measure-MilvusCollection $args[0] -Exact).RowCount", alias).Texts);
        world.Shell.Do("Remove-MilvusAlias $args[0] -Confirm:$false", alias);
    }

    [Fact]
    public void Convert_MilvusCollection_many_short_passes_are_no_reason_to_give_up()
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();

        // Each pass finds a row that the pass before it has added.
        var rows = world.Shell.Do(
            """
            $name = $args[0]
            $global:added = 0
            $null = Convert-MilvusCollection $name next -Transform {
                if (($_.id -eq 1 -or $_.id -ge 1000) -and $global:added -lt 40) {
                    $null = @{ id = 1000 + $global:added++; name = 'new'; vector = 1, 2, 3, 4 } | Add-MilvusEntity $name
                }
                $_
            }
            $global:added
            [string]((Measure-MilvusCollection next -Exact).RowCount - (Measure-MilvusCollection $name -Exact).RowCount)
            """,
            name);

        Assert.Equal(["40", "0"], rows.Texts);
    }

    [Theory]
    [InlineData("-Transform { $_.id = $_.id % 2; $_ }", "have the key 0", "with the key 2")]
    [InlineData("-Transform { $_; $_ }", "have the key 0", "with the key 0")]
    [InlineData("-BatchSize 3 -Transform { if ($_.id -eq 19) { $_.id = 7 }; $_ }", "have the key 7", "with the key 19")]
    public void Convert_MilvusCollection_key_that_is_made_twice_is_named_and_the_alias_stays(string arguments, string key, string row)
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();
        world.Shell.Do("$null = New-MilvusAlias current $args[0]", name);

        var error = Assert.Single(world.Shell.Run($"Convert-MilvusCollection {name} next {arguments}").Errors);

        Assert.StartsWith("MilvusTransferMismatch", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(key, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(row, error.ToString(), StringComparison.Ordinal);
        Assert.Equal([name], world.Shell.Do("(Get-MilvusAlias current).Collection").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_new_alias_is_named_and_a_warning_if_another_one_stays()
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();
        world.Shell.Do("$null = New-MilvusAlias current $args[0]", name);

        Assert.Contains(
            "create the alias curent",
            world.Shell.Show($"Convert-MilvusCollection {name} next -Alias curent -WhatIf").Replace("\n", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        var warning = Assert.Single(world.Shell.Run($"$null = Convert-MilvusCollection {name} next -Alias curent").Warnings);

        Assert.Equal($"-Alias creates curent. {name} keeps current.", warning);
        Assert.Contains(
            $"take current from {name}",
            world.Shell.Show("Convert-MilvusCollection next other -Alias current -WhatIf").Replace("\n", string.Empty),
            StringComparison.Ordinal);
        Assert.Equal(
            $"-Alias takes current from {name}.",
            world.Shell.Run("$null = Convert-MilvusCollection next other -Alias current").Warnings[0]);
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Full")]
    public void Convert_MilvusCollection_row_that_another_client_adds_to_the_new_collection_is_named(string verify)
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();
        world.Shell.Do("$null = New-MilvusAlias current $args[0]", name);
        var other = "if ($_.id -eq 5) { $null = @{ id = 777; name = 'x'; vector = 1, 2, 3, 4 } | Add-MilvusEntity next }";

        var error = Assert.Single(
            world.Shell.Run($"Convert-MilvusCollection {name} next -Verify {verify} -Transform {{ {other}; $_ }}").Errors);

        Assert.Contains("key 777 is not in the source", error.ToString(), StringComparison.Ordinal);
        Assert.Equal([name], world.Shell.Do("(Get-MilvusAlias current).Collection").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_source_that_is_not_loaded_is_refused_before_something_is_made()
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewCollection();
        foreach (var ending in new[] { " -WhatIf", string.Empty })
        {
            Assert.Equal(["MilvusCollectionNotLoaded"], world.Shell.Run($"Convert-MilvusCollection {name} next{ending}").ErrorIds);
        }

        Assert.Equal(["False"], world.Shell.Do("[string](Test-MilvusCollection next)").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_transform_sets_fields_that_only_the_new_collection_has()
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();

        var ran = world.Shell.Do(
            """
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 4),
                (New-MilvusField rank INT64), (New-MilvusField note VARCHAR -MaxLength 10 -Nullable),
                (New-MilvusField state VARCHAR -MaxLength 10 -DefaultValue fresh)
            $null = Convert-MilvusCollection $args[0] next -Schema $schema -Transform {
                if ($null -ne $_.rank) { throw 'not null' }; $_.rank = $_.id * 2; $_.PSObject.Properties.Remove('name'); $_ }
            Get-MilvusEntity next -Filter 'id in [3, 4]' | ForEach-Object { "$($_.id) $($_.rank) '$($_.note)' $($_.state)" }
            """,
            name);

        Assert.Equal(["3 6 '' fresh", "4 8 '' fresh"], ran.Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_transform_renames_a_field_and_sets_none_that_is_gone()
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();
        const string Line = """
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 4),
                (New-MilvusField title VARCHAR -MaxLength 100)
            $null = Convert-MilvusCollection $args[0] next -Schema $schema -Verify Full -Transform
            """;

        var error = Assert.Single(world.Shell.Run(Line + " { $_.title = 'x'; $_.name += '!'; $_ }", name).Errors);
        Assert.Contains("'name' is not a field of next", error.ToString(), StringComparison.Ordinal);

        world.Shell.Do(Line + " { $_.title = $_.name; $_ }", name);
        Assert.Equal(
            world.Shell.Do("(Get-MilvusEntity $args[0]).name", name).Texts, world.Shell.Do("(Get-MilvusEntity next).title").Texts);
    }

    [Fact]
    public void Convert_MilvusCollection_default_value_for_null_is_a_warning()
    {
        using var world = new BackendShell(Backend.Embedded);
        world.Shell.Do(
            """
            $null = New-MilvusCollection a -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField d DOUBLE -Nullable),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            $null = New-MilvusIndex a vector -MetricType L2
            Mount-MilvusCollection a
            $null = @{ id = 1; vector = 1, 2 }, @{ id = 2; d = 3; vector = 1, 2 } | Add-MilvusEntity a
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField d DOUBLE -DefaultValue 9),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            """);

        var ran = world.Shell.Run("$null = Convert-MilvusCollection a b -Schema $schema -Verify Full; (Get-MilvusEntity b).d");

        Assert.Equal(["9", "3"], ran.Texts);
        Assert.Contains(
            "The new schema has default values for d. Rows of a that have null there get the default value.",
            ran.Warnings);
    }

    [Fact]
    public void Convert_MilvusCollection_transform_leaves_out_dynamic_keys_that_the_new_collection_has_no_place_for()
    {
        using var world = new BackendShell(Backend.Embedded);
        world.Shell.Do(
            """
            $null = New-MilvusCollection shop -Dimension 2
            $null = @{ id = 1; vector = 1, 2; colour = 'red'; sizes = 1, 2 }, @{ id = 2; vector = 1, 2 } | Add-MilvusEntity shop
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            """);

        Assert.Equal(
            ["2 Full"],
            world.Shell.Do("Convert-MilvusCollection shop a -Schema $schema -Verify Full -Transform { $_ } | ForEach-Object { "
                + "\"$($_.RowsCounted) $($_.Verified)\" }").Texts);
        var error = Assert.Single(world.Shell.Run(
            "Convert-MilvusCollection shop b -Schema $schema -Transform { if ($_.id -eq 1) { $_.colour = 'blue' }; $_ }").Errors);
        Assert.Contains("'colour' is not a field of b", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_MilvusCollection_transform_that_sets_no_value_names_the_field()
    {
        using var world = new BackendShell(Backend.Embedded);
        var name = world.NewFilledCollection();
        const string Schema = """
            $schema = New-MilvusSchema -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector FLOAT_VECTOR -Dimension 4),
                (New-MilvusField name VARCHAR -MaxLength 100), (New-MilvusField rank INT64)

            """;

        var error = Assert.Single(world.Shell.Run(
            Schema + "Convert-MilvusCollection $args[0] next -Schema $schema -Transform { $_ }", name).Errors);
        Assert.Contains("rank", error.Exception.Message, StringComparison.Ordinal);
        var empty = Assert.Single(world.Shell.Run(
            Schema + "Convert-MilvusCollection $args[0] next -Schema $schema -Transform { }", name).Errors);
        Assert.Contains("{ $_.rank = ...; $_ }", empty.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_MilvusCollection_failures_leave_the_alias_and_the_source()
    {
        using var world = new BackendShell(Backend.Embedded);
        using var folder = new TemporaryFolder();
        var name = world.NewFilledCollection();
        world.Shell.Do(
            "$null = New-MilvusAlias current $args[0]; $null = $ExecutionContext.SessionState.Path.SetLocation($args[1])",
            name,
            folder.FullName);
        foreach (var (arguments, id) in new[]
        {
            ("bad1 -Transform { throw 'no' }", "MilvusSchemaMismatch"), ("bad2 -Transform { 5 }", "MilvusSchemaMismatch"),
            ("bad3 -Transform { @{ id = 'x' } }", "MilvusSchemaMismatch"), (name, "MilvusAlreadyExists"),
        })
        {
            Assert.Equal([id], world.Shell.Run($"Convert-MilvusCollection {name} {arguments}").ErrorIds);
            Assert.Equal([name], world.Shell.Do("(Get-MilvusAlias current).Collection").Texts);
        }

        world.Shell.Do($"Convert-MilvusCollection {name} never -WhatIf -RemoveSource");
        Assert.Equal(["False"], world.Shell.Do("[string](Test-MilvusCollection never)").Texts);
        world.Shell.Do($"$null = Convert-MilvusCollection {name} bad1 -Force -RemoveSource -Confirm:$false");
        Assert.Equal(
            ["bad1"],
            world.Shell.Do("(Get-MilvusCollection current).Name; Get-MilvusCollection ($args[0] + '*') | ForEach-Object Name", name).Texts);
    }
}
