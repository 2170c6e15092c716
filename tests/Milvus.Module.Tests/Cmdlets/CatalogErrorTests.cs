using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Errors about partitions, aliases, databases and collections have the same id on every back end.</summary>
public sealed class CatalogErrorTests
{
    public static TheoryData<Backend> All => Backend.All;

    [Theory]
    [MemberData(nameof(All))]
    public void CatalogError_name_that_is_taken_or_missing(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var (one, two) = (connected.NewCollection("one"), connected.NewCollection("two"));
        var alias = "alias_" + one;
        connected.Shell.Do("$null = New-MilvusAlias $args[0] $args[1]; $null = New-MilvusPartition $args[1] drafts", alias, one);
        try
        {
            (string Line, string ErrorId)[] expected =
            [
                ($"New-MilvusAlias {alias} {two}", "MilvusAlreadyExists"),
                ($"New-MilvusAlias {two} {one}", "MilvusAlreadyExists"),
                ($"New-MilvusAlias other_{one} no_such_collection", "MilvusCollectionNotFound"),
                ($"Set-MilvusAlias no_such_alias {one}", "MilvusAliasNotFound"),
                ($"Set-MilvusAlias {alias} no_such_collection", "MilvusCollectionNotFound"),
                ("Remove-MilvusAlias no_such_alias", "MilvusAliasNotFound"),
                ($"Rename-MilvusCollection {one} {two}", "MilvusAlreadyExists"),
                ("Rename-MilvusCollection no_such_collection another", "MilvusCollectionNotFound"),
                ("Measure-MilvusCollection no_such_collection", "MilvusCollectionNotFound"),
                ($"Get-MilvusPartition {one} no_such_partition", "MilvusPartitionNotFound"),
                ($"Measure-MilvusPartition {one} no_such_partition", "MilvusPartitionNotFound"),
                ("New-MilvusPartition no_such_collection drafts", "MilvusCollectionNotFound"),
                ("Get-MilvusDatabase no_such_database", "MilvusDatabaseNotFound"),
                ("Remove-MilvusDatabase no_such_database -Confirm:$false", "MilvusDatabaseNotFound"),
                ("Get-MilvusCollection -Database no_such_database", "MilvusDatabaseNotFound"),
            ];

            Assert.Equal(
                expected.Select(item => $"{item.Line}: {item.ErrorId}"),
                expected.Select(item => $"{item.Line}: {string.Join(", ", connected.Shell.Run(item.Line).ErrorIds)}"));
        }
        finally
        {
            connected.Shell.Do("Remove-MilvusAlias $args[0]", alias);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void New_MilvusPartition_partition_that_is_there_is_created_once_more_except_on_Lite(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("part");

        var ran = connected.Shell.Run("$null = New-MilvusPartition $args[0] drafts; New-MilvusPartition $args[0] drafts", name);

        Assert.Equal(backend.Name == "lite" ? ["MilvusAlreadyExists"] : [], ran.ErrorIds);
        Assert.All(
            ran.Errors,
            error => Assert.Contains($"{name} has a partition drafts already", error.ToString(), StringComparison.Ordinal));
    }

    // Milvus 2.3.5 can set properties of collections, but not remove them.
    [Theory]
    [MemberData(nameof(All))]
    public void Set_MilvusCollection_properties_are_set_and_removed(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewCollection("prop");
        var shell = connected.Shell;

        shell.Do("Set-MilvusCollection $args[0] -Property @{ 'collection.ttl.seconds' = 3600 }", name);
        Assert.Equal(
            "3600",
            shell.Do("(Get-MilvusCollection $args[0]).Property['collection.ttl.seconds']", name).Output.Single().ToString());
        var removed = shell.Run("Get-MilvusCollection $args[0] | Set-MilvusCollection -RemoveProperty collection.ttl.seconds", name);
        Assert.Equal(backend.Name == "milvus" ? ["MilvusNotSupportedByServerVersion"] : [], removed.ErrorIds);
        Assert.Equal(
            backend.Name == "milvus",
            shell.Do("(Get-MilvusCollection $args[0]).Property.ContainsKey('collection.ttl.seconds')", name).Output.Single().BaseObject);
    }

    // Milvus 2.3.5 cannot truncate collections.
    [Theory]
    [MemberData(nameof(All))]
    public void Clear_MilvusCollection_removes_all_rows(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("full");
        var shell = connected.Shell;

        var ran = shell.Run("Get-MilvusCollection $args[0] | Clear-MilvusCollection -Confirm:$false", name);

        Assert.Equal(backend.Name == "milvus" ? ["MilvusNotSupportedByServerVersion"] : [], ran.ErrorIds);
        Assert.Equal(
            backend.Name == "milvus" ? 20L : 0L,
            shell.Do("(Measure-MilvusCollection $args[0] -Exact).RowCount", name).Output.Single().BaseObject);
    }
}
