using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Control;

/// <summary>The number of rows in a text is counted, or the text says that it is unknown.</summary>
public sealed class RowCountTests
{
    /// <summary>Every back end.</summary>
    public static TheoryData<Backend> All => Backend.All;

    /// <summary>The back ends that load single partitions, and read only loaded rows.</summary>
    public static TheoryData<Backend> WithPartitions => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(All))]
    public void Measure_MilvusCollection_counts_the_rows_of_a_condition(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("matching");
        var shell = connected.Shell;

        var counted = shell.Do(
            "$limit = 3; $all = (Get-MilvusEntity $args[0] 'id < 3').Count; "
                + "(Measure-MilvusCollection $args[0] -Where { $_.id -lt $limit }).RowCount -eq $all; "
                + "$m = Measure-MilvusCollection $args[0] -Filter 'id < {limit}' -FilterParameter @{ limit = 3 }; "
                + "$m.RowCount -eq $all; $m.Exact",
            name);

        Assert.Equal(["True", "True", "True"], counted.Texts);
        Assert.Equal(
            ["MilvusInvalidArgument"], shell.Run("Measure-MilvusCollection $args[0] -Statistic -Filter 'id > 1'", name).ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithPartitions))]
    public void Measure_MilvusPartition_counts_the_rows_of_a_condition_in_the_partition(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("matching");
        var shell = connected.Shell;
        shell.Do(
            """
            param($name)
            Dismount-MilvusCollection $name
            $null = New-MilvusPartition $name drafts
            Mount-MilvusCollection $name
            $null = 1, 2, 30 | ForEach-Object { @{ id = $_ + 100; name = "$_"; vector = 1, 2, 3, 4 } } |
                Add-MilvusEntity $name -Partition drafts
            """,
            name);

        var counted = shell.Do(
            """
            $limit = 110
            Measure-MilvusPartition $args[0] drafts -Where { $_.id -lt $limit }
            Measure-MilvusPartition $args[0] drafts -Filter 'id > {low}' -FilterParameter @{ low = 101 }
            Get-MilvusPartition $args[0] _default | Measure-MilvusPartition -Where { $_.id -lt 3 }
            """,
            name);

        Assert.Equal([2L, 2L, 3L], counted.Values("RowCount"));
        Assert.All(counted.Values("Exact"), exact => Assert.Equal(true, exact));
        Assert.Equal(
            ["MilvusInvalidArgument"], shell.Run("Measure-MilvusPartition $args[0] drafts -Statistic -Filter 'id > 1'", name).ErrorIds);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void RowCount_WhatIf_counts_rows_that_were_just_written_replaced_and_deleted(Backend backend)
    {
        using var connected = new BackendShell(backend, width: 1000);
        var name = connected.NewFilledCollection("counted");
        var shell = connected.Shell;
        shell.Do("$null = 0..9 | ForEach-Object { @{ id = $_; name = 'again'; vector = 1, 2, 3, 4 } } | Set-MilvusEntity $args[0]", name);
        shell.Do("Remove-MilvusEntity $args[0] -Id 0, 1, 2", name);

        foreach (
            var line in (string[])
                [
                    "Remove-MilvusCollection $args[0]",
                    "Clear-MilvusCollection $args[0]",
                    "Remove-MilvusPartition $args[0] _default",
                    "Remove-MilvusIndex $args[0] vector",
                ])
        {
            // Milvus Lite counts whole collections only.
            var expected = backend.Name == "lite" && line.Contains("Partition", StringComparison.Ordinal)
                ? "unknown number of rows"
                : "17 rows";
            Assert.Contains(expected, shell.Show(line + " -WhatIf", name), StringComparison.Ordinal);
        }

        var measured = Assert.Single(shell.Do("Measure-MilvusCollection $args[0]", name).Output);
        Assert.Equal([17L, true], [measured.Properties["RowCount"].Value, measured.Properties["Exact"].Value]);
    }

    /// <summary>Milvus Lite also counts rows that are not loaded.</summary>
    [Theory]
    [MemberData(nameof(WithPartitions))]
    public void RowCount_WhatIf_of_a_collection_that_is_not_loaded_says_that_the_number_is_not_known(Backend backend)
    {
        using var connected = new BackendShell(backend, width: 1000);
        var name = connected.NewFilledCollection("released");
        var shell = connected.Shell;
        shell.Do("Dismount-MilvusCollection $args[0]", name);

        foreach (
            var line in (string[])
                [
                    "Remove-MilvusCollection $args[0]",
                    "Clear-MilvusCollection $args[0]",
                    "Remove-MilvusPartition $args[0] _default",
                    "Remove-MilvusIndex $args[0] vector",
                ])
        {
            Assert.Contains("unknown number of rows", shell.Show(line + " -WhatIf", name), StringComparison.Ordinal);
        }

        Assert.Equal([false], shell.Do("(Measure-MilvusCollection $args[0]).Exact", name).Output.Select(item => item.BaseObject));
        Assert.StartsWith(
            "MilvusCollectionNotLoaded,",
            Assert.Single(shell.Run("Measure-MilvusCollection $args[0] -Exact", name).Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithPartitions))]
    public void RowCount_count_of_a_collection_that_is_loaded_in_part_is_not_that_of_the_part(Backend backend)
    {
        using var connected = new BackendShell(backend, width: 1000);
        var name = connected.NewFilledCollection("partly");
        var shell = connected.Shell;
        shell.Do(
            """
            param($name)
            $null = New-MilvusPartition $name more
            $null = 20..24 | ForEach-Object { @{ id = $_; name = 'more'; vector = 1, 2, 3, 4 } } | Add-MilvusEntity $name -Partition more
            Mount-MilvusCollection $name
            """,
            name);
        Assert.Contains("25 rows", shell.Show("Remove-MilvusCollection $args[0] -WhatIf", name), StringComparison.Ordinal);

        shell.Do("Dismount-MilvusPartition $args[0] more", name);

        Assert.Contains("unknown number of rows", shell.Show("Remove-MilvusCollection $args[0] -WhatIf", name), StringComparison.Ordinal);
        Assert.Contains("20 rows", shell.Show("Remove-MilvusPartition $args[0] _default -WhatIf", name), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Copy_MilvusCollection_has_the_rows_that_were_copied(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, copy) = (connected.NewFilledCollection("original"), connected.NewName("copied"));

        var made = connected.Shell.Do("Copy-MilvusCollection $args[0] $args[1]", name, copy).Output.Single();

        Assert.Equal(
            [20L, 20L, 20L, 20L],
            new[] { "RowsRead", "RowsSent", "RowsAcknowledged", "RowsCounted" }.Select(number => made.Properties[number].Value));
        Assert.Equal(20L, connected.Shell.Do("$args[0].Collection.RowCount", made).Output.Single().BaseObject);
    }

    [Fact]
    public void Remove_MilvusCollection_names_the_snapshots_that_go_with_it()
    {
        using var connected = new BackendShell(new Backend("embedded", "Connect-Milvus -InMemory", "STL_SORT"), width: 1000);
        var name = connected.NewFilledCollection("kept");
        connected.Shell.Do("$null = New-MilvusSnapshot $args[0] monday; $null = New-MilvusSnapshot $args[0] friday", name);

        var shown = connected.Shell.Show("Remove-MilvusCollection $args[0] -WhatIf", name);

        Assert.Contains($"collection {name} (20 rows) and its snapshots friday, monday on", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void RowCount_exact_and_Statistic_exclude_each_other()
    {
        using var connected = new BackendShell(new Backend("embedded", "Connect-Milvus -InMemory", "STL_SORT"));
        var name = connected.NewFilledCollection("both");

        foreach (
            var line in (string[])
                ["Measure-MilvusCollection $args[0] -Exact -Statistic", "Measure-MilvusPartition $args[0] _default -Exact -Statistic"])
        {
            var failed = Assert.ThrowsAny<Exception>(() =>
                connected.Shell.Run(line, name).Errors.ToList().ForEach(error => throw error.Exception));
            Assert.Contains("exclude each other", failed.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RowCount_nothing_is_counted_where_no_text_is_shown()
    {
        using var server = new RecordingServer();
        using var shell = new Hosting.ModuleShell();
        shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", server.Address);
        server.Log.Names.Clear();

        shell.Do("Remove-MilvusCollection docs -Confirm:$false");

        Assert.Equal(["DescribeCollection", "DropCollection"], server.Log.Names);
    }

    [Fact]
    public void RowCount_count_that_fails_does_not_keep_anything_from_being_dropped()
    {
        using var server = new RecordingServer();
        using var shell = new Hosting.ModuleShell();
        shell.Do("$null = Connect-Milvus $args[0]; $null = New-MilvusCollection docs -Dimension 2", server.Address);
        server.Log.Failing["Query"] = new Grpc.Core.Status(Grpc.Core.StatusCode.PermissionDenied, "PrivilegeQuery: permission deny");
        server.Log.Failing["DescribeCollection"] = new Grpc.Core.Status(
            Grpc.Core.StatusCode.PermissionDenied,
            "PrivilegeDescribeCollection: permission deny");

        shell.Screen.Answers.Enqueue('Y');
        shell.Do("Remove-MilvusCollection docs");

        Assert.Contains("unknown number of rows", Assert.Single(shell.Screen.Questions), StringComparison.Ordinal);
        Assert.Contains("DropCollection", server.Log.Writes);
    }
}
