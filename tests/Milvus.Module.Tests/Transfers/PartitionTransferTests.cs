using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Transfers;

/// <summary>
/// Partitions that are not loaded, and partitions that other clients make and remove. A read without names leaves out the former, and no
/// server says so.
/// </summary>
public sealed class PartitionTransferTests
{
    private const string Fill =
        """
        $f = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField t VARCHAR -MaxLength 9), (New-MilvusField v FLOAT_VECTOR -Dimension 2)
        $null = New-MilvusCollection $args[0] -Field $f
        $null = New-MilvusPartition $args[0] p1
        $null = New-MilvusIndex $args[0] v -IndexType FLAT -MetricType L2
        $null = 1..10 | ForEach-Object { @{ id = $_; t = "t$_"; v = $_, 1 } } | Add-MilvusEntity $args[0] -Partition p1
        $null = 11..30 | ForEach-Object { @{ id = $_; t = "t$_"; v = $_, 1 } } | Add-MilvusEntity $args[0]
        """;

    public static TheoryData<Backend> All => Backend.All;

    // Milvus Lite loads whole collections.
    public static TheoryData<Backend> Loading => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(Loading))]
    public void Convert_MilvusCollection_partition_that_is_not_loaded_is_an_error_also_with_a_new_partition_key(Backend backend)
    {
        using var world = new BackendShell(backend);
        var (name, next) = (world.NewName("pk"), world.NewName("next"));
        world.Shell.Do(Fill, name);
        world.Shell.Do("Mount-MilvusPartition $args[0] p1", name);
        const string Convert =
            """
            $f = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField t VARCHAR -MaxLength 9 -PartitionKey),
                (New-MilvusField v FLOAT_VECTOR -Dimension 2)
            $r = Convert-MilvusCollection $args[0] $args[1] -Schema (New-MilvusSchema -Field $f) -Verify Full -RemoveSource -Confirm:$false
            "$($r.RowsRead) $($r.RowsCounted) $($r.Verified)"
            """;

        Assert.NotEmpty(world.Shell.Run(Convert, name, next).Errors);
        Assert.Equal(["True"], world.Shell.Do("[string](Test-MilvusCollection $args[0])", name).Texts);

        world.Shell.Do("Mount-MilvusCollection $args[0]", name);
        Assert.Equal(["30 30 Full"], world.Shell.Do(Convert, name, next).Texts);
        Assert.Equal(["30"], world.Shell.Do("(Measure-MilvusCollection $args[0] -Exact).RowCount", next).Texts);
    }

    [Theory]
    [MemberData(nameof(Loading))]
    public void Export_MilvusEntity_partition_that_is_not_loaded_is_an_error(Backend backend)
    {
        using var world = new BackendShell(backend);
        using var folder = new TemporaryFolder();
        var name = world.NewName("part");
        world.Shell.Do(Fill, name);
        world.Shell.Do("Mount-MilvusPartition $args[0] p1", name);
        const string Export = "(Export-MilvusEntity $args[0] $args[1] -Verify Full).RowsCounted";

        Assert.NotEmpty(world.Shell.Run(Export, name, folder.File("rows.jsonl")).Errors);
        Assert.False(File.Exists(folder.File("rows.jsonl")));

        world.Shell.Do("Mount-MilvusCollection $args[0]", name);
        Assert.Equal(["30"], world.Shell.Do(Export, name, folder.File("rows.jsonl")).Texts);
        Assert.Equal(
            ["10"],
            world.Shell.Do("(Export-MilvusEntity $args[0] $args[1] -Partition p1).RowsCounted", name, folder.File("p1.jsonl")).Texts);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Convert_MilvusCollection_follows_partitions_that_are_made_and_removed_meanwhile(Backend backend)
    {
        using var world = new BackendShell(backend);
        var (name, next) = (world.NewName("np"), world.NewName("next"));
        world.Shell.Do(Fill, name);
        world.Shell.Do("Mount-MilvusCollection $args[0]", name);

        var ran = world.Shell.Do(
            """
            $name, $done = $args[0], [Collections.Generic.List[int]]::new()
            $r = Convert-MilvusCollection $args[0] $args[1] -Verify Full -RemoveSource -Confirm:$false -Transform {
                $row = $_
                if ($done.Count -eq 0) {
                    $done.Add(1)
                    $null = New-MilvusPartition $name late
                    Mount-MilvusCollection $name
                    $null = 101..105 | ForEach-Object { @{ id = $_; t = 'x'; v = $_, 1 } } | Add-MilvusEntity $name -Partition late
                    if ((Get-MilvusConnection).ServerType -ne 'lite') { Dismount-MilvusPartition $name p1 }
                    Remove-MilvusPartition $name p1 -Confirm:$false
                }
                $row
            }
            "$($r.RowsCounted) $($r.Verified)"
            """,
            name,
            next);

        Assert.Equal(["25 Full"], ran.Texts);
        Assert.Equal(
            ["101 102 103 104 105"],
            world.Shell.Do("(Get-MilvusEntity $args[0] -Partition late -ConsistencyLevel Strong).id -join ' '", next).Texts);
    }
}
