using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Resource groups and replicas on back ends with query nodes.</summary>
public sealed class ResourceGroupTests
{
    private const string Default = "__default_resource_group";

    /// <summary>Milvus Lite 3.2.2 has no resource groups.</summary>
    public static TheoryData<Backend> WithNodes => Backend.Without("lite");

    /// <summary>The engine, whose node is not shared.</summary>
    public static TheoryData<Backend> OwnNode => Backend.Only("embedded");

    /// <summary>Milvus Lite 3.2.2.</summary>
    public static TheoryData<Backend> Lite => Backend.Only("lite");

    [Theory]
    [MemberData(nameof(WithNodes))]
    public void New_MilvusResourceGroup_is_listed_changed_and_dropped(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var shell = connected.Shell;
        var name = NewName();

        Assert.Equal(name, shell.Do("New-MilvusResourceGroup $args[0]", name).Output.Single().ToString());
        try
        {
            Assert.Equal(
                [Default, name],
                shell.Do("(Get-MilvusResourceGroup $args).Name", Default, name).Output.Select(group => group.ToString()));
            Assert.Contains(name, shell.Do("(Get-MilvusResourceGroup rg_*).Name").Output.Select(group => group.ToString()));
            // Later versions accept an existing group with the same settings.
            Assert.Equal(
                backend.Name == "embedded" ? [] : ["MilvusAlreadyExists"],
                shell.Run("New-MilvusResourceGroup $args[0]", name).ErrorIds);
            Assert.Equal(["MilvusAlreadyExists"], shell.Run("New-MilvusResourceGroup $args[0] -LimitNodeCount 1", name).ErrorIds);
            Assert.Equal(["MilvusInvalidArgument"], shell.Run("New-MilvusResourceGroup 'a b!'").ErrorIds);
            // Milvus 2.4.1 introduced settings of groups.
            Assert.Equal(
                backend.Name == "embedded" ? [] : ["MilvusNotSupportedByServerVersion"],
                shell.Run("Set-MilvusResourceGroup $args[0] -LimitNodeCount 0", name).ErrorIds);
        }
        finally
        {
            shell.Do("Get-MilvusResourceGroup $args[0] | Remove-MilvusResourceGroup", name);
        }

        Assert.Equal(["MilvusResourceGroupNotFound"], shell.Run("Remove-MilvusResourceGroup $args[0]", name).ErrorIds);
        // The reason depends on whether collections of others are loaded there.
        Assert.Single(shell.Run("Remove-MilvusResourceGroup $args[0]", Default).Errors);
    }

    [Theory]
    [MemberData(nameof(WithNodes))]
    public void Get_MilvusReplica_loaded_has_one_and_released_has_none(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("repl");
        var shell = connected.Shell;

        Assert.Equal(
            $"{name} {Default} 1",
            shell.Do("Get-MilvusCollection $args[0] | Get-MilvusReplica | ForEach-Object { \"$($_.Collection) $($_.ResourceGroup) "
                + "$($_.Shard.Length)\" }", name).Output.Single().ToString());
        Assert.Equal("1", shell.Do("(Get-MilvusResourceGroup $args[0]).LoadedReplica[$args[1]]", Default, name).Output.Single().ToString());
        shell.Do("Dismount-MilvusCollection $args[0]", name);
        Assert.Empty(shell.Do("Get-MilvusReplica $args[0]", name).Output);
        Assert.Equal(["MilvusCollectionNotFound"], shell.Run("Get-MilvusReplica no_such_collection").ErrorIds);
    }

    // There is only one node, so it cannot be moved: the error of the server is passed on, and loaded collections keep their node.
    [Theory]
    [MemberData(nameof(WithNodes))]
    public void ResourceGroup_what_cannot_be_moved_stays(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("repl");
        var shell = connected.Shell;
        var group = NewName();
        shell.Do("New-MilvusResourceGroup $args[0]", group);
        try
        {
            var replica = shell.Run("Get-MilvusReplica $args[0] | Move-MilvusReplica -TargetResourceGroup no_such_group", name);
            Assert.Contains("resource group not found", Assert.Single(replica.Errors).ToString(), StringComparison.Ordinal);
            var node = shell.Run("Move-MilvusNode $args[0] $args[1]", group, Default);
            Assert.Contains("not enough", Assert.Single(node.Errors).ToString(), StringComparison.Ordinal);
            // Servers before 2.6 report an invalid argument.
            Assert.Contains(
                Assert.Single(shell.Run("Move-MilvusNode no_such_group $args[0]", Default).ErrorIds),
                new[] { "MilvusInvalidArgument", "MilvusResourceGroupNotFound" });
            Assert.Equal(["MilvusCollectionNotFound"], shell.Run("Move-MilvusSegment no_such_collection -SourceNodeId 1").ErrorIds);
            Assert.Equal(
                ["MilvusCollectionNotFound"],
                shell.Run("Move-MilvusReplica no_such_collection $args[0] $args[1]", Default, group).ErrorIds);
        }
        finally
        {
            shell.Do("Remove-MilvusResourceGroup $args[0]", group);
        }
    }

    /// <summary>Only on a node that is not shared.</summary>
    [Theory]
    [MemberData(nameof(OwnNode))]
    public void ResourceGroup_node_moves_to_where_it_is_asked_for_and_takes_new_collections_there(Backend backend)
    {
        using var connected = new BackendShell(backend);
        var name = connected.NewFilledCollection("repl");
        var shell = connected.Shell;

        shell.Do("$null = New-MilvusResourceGroup fast -RequestNodeCount 1 -LimitNodeCount 1");
        Assert.Equal([1], shell.Do("Get-MilvusResourceGroup fast").Values("AvailableNodeCount"));
        Assert.Equal("1", shell.Do("(Get-MilvusResourceGroup $args[0]).OutgoingNode[$args[1]]", Default, name).Output.Single().ToString());
        Assert.Equal("20", shell.Do("@(Get-MilvusEntity $args[0] -Filter 'id >= 0').Count", name).Output.Single().ToString());
        shell.Do("Get-MilvusReplica $args[0] | Move-MilvusReplica -TargetResourceGroup fast", name);
        Assert.Equal(["fast"], shell.Do("Get-MilvusReplica $args[0]", name).Values("ResourceGroup"));
        Assert.Single(shell.Run("Remove-MilvusResourceGroup fast").Errors);
        shell.Do("Dismount-MilvusCollection $args[0]", name);
        Assert.Contains(
            "not enough",
            Assert.Single(shell.Run("Mount-MilvusCollection $args[0]", name).Errors).ToString(),
            StringComparison.Ordinal);
        shell.Do("Move-MilvusNode fast $args[0]; Remove-MilvusResourceGroup fast; Mount-MilvusCollection $args[1]", Default, name);
        Assert.Equal([Default], shell.Do("Get-MilvusReplica $args[0]", name).Values("ResourceGroup"));
    }

    [BackendTheory("lite")]
    [MemberData(nameof(Lite))]
    public void ResourceGroup_Lite_says_that_it_has_none(Backend backend)
    {
        using var connected = new BackendShell(backend);

        var ran = connected.Shell.Run("Get-MilvusResourceGroup; New-MilvusResourceGroup any; Move-MilvusNode a b");

        Assert.Equal(Enumerable.Repeat("MilvusNotSupportedByServerVersion", 3), ran.ErrorIds);
    }

    private static string NewName() => "rg_" + Guid.NewGuid().ToString("N")[..12];
}
