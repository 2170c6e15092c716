using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Partitions, aliases, databases and changes of collections, on every back end.</summary>
public sealed class CatalogTests
{
    public static TheoryData<Backend> All => Backend.All;

    /// <summary>Milvus Lite 3.2.2 loads collections only as a whole.</summary>
    public static TheoryData<Backend> LoadingPartitions => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(LoadingPartitions))]
    public void New_MilvusPartition_is_listed_loaded_and_dropped(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("part");
        var shell = connected.Shell;

        shell.Do("New-MilvusPartition $args[0] drafts", name);
        Assert.Equal(
            ["_default", "drafts"],
            shell.Do("(Get-MilvusPartition $args[0]).Name", name).Output.Select(item => item.ToString()).Order(StringComparer.Ordinal));
        Assert.True((bool)shell.Do("Test-MilvusPartition $args[0] drafts", name).Output.Single().BaseObject);
        Assert.False((bool)shell.Do("Test-MilvusPartition $args[0] others", name).Output.Single().BaseObject);
        shell.Do("$null = @{ id = 100; name = 'a'; vector = 1, 1, 1, 1 } | Add-MilvusEntity $args[0] -Partition drafts; "
            + "Mount-MilvusPartition $args[0] drafts", name);
        Assert.Equal(1L, shell.Do("(Measure-MilvusPartition $args[0] drafts -Exact).RowCount", name).Output.Single().BaseObject);
        Assert.Equal(21L, shell.Do("(Measure-MilvusCollection $args[0] -Exact).RowCount", name).Output.Single().BaseObject);
        shell.Do("Get-MilvusPartition $args[0] drafts | Dismount-MilvusPartition; Get-MilvusPartition $args[0] drafts | "
            + "Remove-MilvusPartition -Confirm:$false", name);
        Assert.False((bool)shell.Do("Test-MilvusPartition $args[0] drafts", name).Output.Single().BaseObject);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mount_MilvusPartition_what_a_server_lacks_is_said(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("part");

        var ran = connected.Shell.Run("Mount-MilvusPartition $args[0] _default", name);

        Assert.Equal(
            backend.Name == "lite" ? ["MilvusNotSupportedByServerVersion,Milvus.MountMilvusPartitionCommand"] : [],
            ran.Errors.Select(error => error.FullyQualifiedErrorId));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Remove_MilvusPartition_missing_name_fails_and_the_others_continue(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("part");
        connected.Shell.Do("New-MilvusPartition $args[0] one, two", name);

        var ran = connected.Shell.Run("Remove-MilvusPartition $args[0] missing, one, two -Confirm:$false", name);

        Assert.StartsWith("MilvusPartitionNotFound,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("_default", connected.Shell.Do("(Get-MilvusPartition $args[0]).Name", name).Output.Single().ToString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Set_MilvusAlias_moves_alias_to_another_collection(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (one, two) = (connected.NewCollection("one"), connected.NewCollection("two"));
        var shell = connected.Shell;
        var alias = "alias_" + one;

        shell.Do("New-MilvusAlias $args[0] $args[1]", alias, one);
        Assert.Equal(one, shell.Do("(Get-MilvusAlias $args[0]).Collection", alias).Output.Single().ToString());
        shell.Do("Get-MilvusAlias $args[0] | Set-MilvusAlias -Collection $args[1]", alias, two);
        Assert.Equal(alias, shell.Do("(Get-MilvusCollection $args[0] | Get-MilvusAlias).Name", two).Output.Single().ToString());
        Assert.Empty(shell.Do("Get-MilvusAlias -Collection $args[0]", one).Output);
        shell.Do("Get-MilvusAlias $args[0] | Remove-MilvusAlias", alias);
        var missing = shell.Run("Get-MilvusAlias $args[0]", alias);
        Assert.StartsWith("MilvusAliasNotFound,", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Use_MilvusDatabase_changes_only_its_connection(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var shell = connected.Shell;
        var database = "db_" + Guid.NewGuid().ToString("N")[..12];
        try
        {
            shell.Do("$null = New-MilvusDatabase $args[0]", database);
            Assert.Contains(database, shell.Do("(Get-MilvusDatabase).Name").Output.Select(item => item.ToString()));
            shell.Do("Use-MilvusDatabase $args[0]; $null = New-MilvusCollection inside -Dimension 2", database);
            Assert.Equal("inside", shell.Do("(Get-MilvusCollection).Name").Output.Single().ToString());
            Assert.False((bool)shell.Do("Test-MilvusCollection inside -Database default").Output.Single().BaseObject);
            Assert.Equal(["MilvusAlreadyExists"], shell.Run("New-MilvusDatabase $args[0]", database).ErrorIds);
            var full = shell.Run("Remove-MilvusDatabase $args[0] -Confirm:$false", database);
            Assert.Single(full.Errors);
        }
        finally
        {
            shell.Do("Use-MilvusDatabase default; Get-MilvusCollection -Database $args[0] | Remove-MilvusCollection -Confirm:$false; "
                + "Remove-MilvusDatabase $args[0] -Confirm:$false", database);
        }

        var missing = shell.Run("Use-MilvusDatabase $args[0]", database);
        Assert.StartsWith("MilvusDatabaseNotFound,", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Rename_MilvusCollection_renamed_collection_shows_load_state(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (name, other) = (connected.NewFilledCollection("before"), connected.NewName("after"));
        var shell = connected.Shell;

        shell.Do("Dismount-MilvusCollection $args[0]", name);
        Assert.Equal("NotLoad", shell.Do("(Get-MilvusLoadState $args[0]).State", name).Output.Single().ToString());
        Assert.Equal(other, shell.Do("(Rename-MilvusCollection $args[0] $args[1] -PassThru).Name", name, other).Output.Single().ToString());
        shell.Do("Mount-MilvusCollection $args[0] -NoWait; Wait-MilvusLoad $args[0] -TimeoutSec 60", other);
        Assert.Equal("Loaded", shell.Do("(Get-MilvusCollection $args[0] | Get-MilvusLoadState).State", other).Output.Single().ToString());
        Assert.False((bool)shell.Do("Test-MilvusCollection $args[0]", name).Output.Single().BaseObject);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Set_MilvusCollection_change_of_nothing_is_refused(Backend backend)
    {
        using var connected = new BackendShell(backend);

        var ran = connected.Shell.Run("Set-MilvusCollection anything");

        Assert.StartsWith("MilvusInvalidArgument,", Assert.Single(ran.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
