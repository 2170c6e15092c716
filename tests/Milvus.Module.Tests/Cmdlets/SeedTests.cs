using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>The first example of the project, on every back end.</summary>
public class SeedTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void New_MilvusIndex_is_listed_and_dropped(Backend backend)
    {
        using var back = new BackendShell(backend);
        var shell = back.Shell;
        var name = back.NewName("customized_setup");

        shell.Do(
            """
            param($name, $scalar)
            New-MilvusCollection $name -Field (New-MilvusField my_id INT64 -PrimaryKey),
                (New-MilvusField my_vector FLOAT_VECTOR -Dimension 5)
            New-MilvusIndex $name my_id -IndexType $scalar
            New-MilvusIndex $name my_vector -IndexType AUTOINDEX -MetricType COSINE
            """,
            name,
            backend.ScalarIndexType);
        var made = shell.Do("Get-MilvusIndex $args[0]", name);
        Assert.Equal(["my_id", "my_vector"], made.Values("Name").Order());
        Assert.Equal(
            [backend.ScalarIndexType, "AUTOINDEX"],
            made.Output.OrderBy(index => index.Properties["Name"].Value).Select(index => index.Properties["IndexType"].Value));
        Assert.All(made.Values("State"), state => Assert.Equal("Finished", state));

        shell.Do("Dismount-MilvusCollection $args[0]; Remove-MilvusIndex $args[0] my_id", name);

        Assert.DoesNotContain("my_id", shell.Do("Get-MilvusIndex $args[0]", name).Values("Name"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Remove_MilvusIndex_loaded_collection_fails_with_advice(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Run("Remove-MilvusIndex $args[0] vector", name);

        var error = Assert.Single(ran.Errors);
        Assert.StartsWith("MilvusCollectionLoaded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Dismount-MilvusCollection", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("vector", error.TargetObject);
        Assert.Equal(["vector"], back.Shell.Do("Get-MilvusIndex $args[0]", name).Values("Name"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Remove_MilvusIndex_force_without_vector_index_leaves_released(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var ran = back.Shell.Do("Remove-MilvusIndex $args[0] vector -Force", name);

        Assert.Contains("stays released", Assert.Single(ran.Warnings), StringComparison.Ordinal);
        Assert.Empty(back.Shell.Do("Get-MilvusIndex $args[0]", name).Output);
        Assert.Equal([backend.StateWithoutIndex], back.Shell.Do("Get-MilvusCollection $args[0]", name).Values("LoadState"));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Remove_MilvusIndex_missing_index_is_a_warning_and_a_missing_collection_an_error(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewCollection();

        var index = back.Shell.Do("Remove-MilvusIndex $args[0] nope", name);
        var collection = back.Shell.Run("Remove-MilvusIndex not_there_at_all nope");

        Assert.Contains("nope", Assert.Single(index.Warnings), StringComparison.Ordinal);
        Assert.Equal(["MilvusCollectionNotFound"], collection.ErrorIds);
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Remove_MilvusIndex_WhatIf_names_server_database_collection_index_and_rows_and_drops_nothing(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewFilledCollection();

        var shown = back.Shell.Show("Dismount-MilvusCollection $args[0]; Get-MilvusIndex $args[0] | Remove-MilvusIndex -WhatIf", name);

        // Milvus Lite counts the rows of a released collection, too.
        var rows = backend.Name == "lite" ? "20 rows" : "unknown number of rows";
        Assert.Matches($@"index vector \(AUTOINDEX on field vector, {rows}\) of collection {name} on .+/default", shown);
        Assert.Equal(["vector"], back.Shell.Do("Get-MilvusIndex $args[0]", name).Values("Name"));
    }
}
