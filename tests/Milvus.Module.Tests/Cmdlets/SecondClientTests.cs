using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>What a second client changes meanwhile is noticed by the first, which knows the schema from before.</summary>
public sealed class SecondClientTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ModuleShell first = new();
    private readonly ModuleShell second = new();
    private readonly string name = $"meanwhile_{Guid.NewGuid():N}"[..24];

    public static TheoryData<Backend> All => Backend.All;

    /// <summary>Milvus 2.3.5 and Lite 3.2.2 add no fields.</summary>
    public static TheoryData<Backend> WithNewFields => Backend.Without("milvus", "lite");

    public void Dispose()
    {
        second.Run("foreach ($made in $args[0], \"$($args[0])_b\") { if (Test-MilvusCollection $made) { Remove-MilvusCollection $made -Confirm:$false } }", name);
        first.Dispose();
        second.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_collection_is_made_anew_with_another_schema(Backend backend)
    {
        Connect(backend);
        first.Do("$null = Add-MilvusEntity $name @{ id = 1; n = 5; vector = 1, 2 }");
        second.Do(
            """
            Remove-MilvusCollection $name -Confirm:$false
            $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField word VarChar -MaxLength 20), (New-MilvusField vector FloatVector -Dimension 3)
            $null = New-MilvusIndex $name vector -MetricType L2
            Mount-MilvusCollection $name
            """);

        Assert.Equal(["MilvusSchemaMismatch"], first.Run("Add-MilvusEntity $name ([ordered]@{ id = 1; n = 5; vector = 1, 2 })").ErrorIds);
        first.Do("$null = Add-MilvusEntity $name @{ id = 2; word = 'new'; vector = 1, 2, 3 }");

        Assert.Equal(["new"], first.Do("Get-MilvusEntity $name -ConsistencyLevel Strong").Values("word"));
        Assert.Equal([2L], first.Do("Search-MilvusEntity $name 1, 2, 3 -ConsistencyLevel Strong").Values("Id"));
        Assert.Equal(["MilvusDimensionMismatch"], first.Run("Search-MilvusEntity $name 1, 2").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_collection_is_dropped(Backend backend)
    {
        Connect(backend);
        first.Do("$null = Add-MilvusEntity $name @{ id = 1; n = 5; vector = 1, 2 }; $known = Get-MilvusCollection $name; $index = Get-MilvusIndex $name");
        second.Do("Remove-MilvusCollection $name -Confirm:$false");

        foreach (var line in new[]
        {
            "Add-MilvusEntity $name @{ id = 2; n = 5; vector = 1, 2 }", "Get-MilvusEntity $name", "Search-MilvusEntity $name 1, 2", "$known | Get-MilvusIndex",
            "$known | Mount-MilvusCollection", "$known | Get-MilvusPartition", "$index | Wait-MilvusIndex",
        })
        {
            Assert.Equal($"{line}: MilvusCollectionNotFound", $"{line}: {string.Join(", ", first.Run(line).ErrorIds)}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_alias_is_pointed_elsewhere(Backend backend)
    {
        Connect(backend);
        var alias = "a_" + name;
        second.Do(
            """
            $null = New-MilvusCollection ($name + '_b') -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField word VarChar -MaxLength 20), (New-MilvusField vector FloatVector -Dimension 3)
            $null = New-MilvusIndex ($name + '_b') vector -MetricType L2
            Mount-MilvusCollection ($name + '_b')
            $null = New-MilvusAlias $args[0] $name
            """,
            alias);
        first.Do("$null = Add-MilvusEntity $args[0] @{ id = 1; n = 5; vector = 1, 2 }", alias);
        second.Do("Set-MilvusAlias $args[0] ($name + '_b')", alias);
        try
        {
            first.Do("$null = Add-MilvusEntity $args[0] @{ id = 2; word = 'there'; vector = 1, 2, 3 }", alias);

            Assert.Equal(["there"], first.Do("Get-MilvusEntity $args[0] -ConsistencyLevel Strong", alias).Values("word"));
            Assert.Equal([5L], first.Do("Get-MilvusEntity $name -ConsistencyLevel Strong").Values("n"));
        }
        finally
        {
            second.Do("Remove-MilvusAlias $args[0]", alias);
        }
    }

    [Theory]
    [MemberData(nameof(WithNewFields))]
    public void A_field_is_added_while_rows_are_on_their_way(Backend backend)
    {
        Connect(backend);
        first.Runspace.SessionStateProxy.SetVariable("addField", () => second.Do("Add-MilvusField $name (New-MilvusField more VarChar -MaxLength 20 -Nullable)"));

        first.Do("$null = 1..4 | ForEach-Object { if ($_ -eq 3) { $null = $addField.Invoke() }; @{ id = $_; n = $_; vector = 1, 2 } } | Add-MilvusEntity $name -BatchSize 1");
        first.Do("$null = Add-MilvusEntity $name @{ id = 5; n = 5; vector = 1, 2; more = 'told' }");

        Assert.Equal([null, null, null, null, "told"], first.Do("Get-MilvusEntity $name -ConsistencyLevel Strong").Values("more"));
    }

    private void Connect(Backend backend)
    {
        var connect = backend.Name == "embedded" ? $"Connect-Milvus -Path '{folder.File("shared.db")}'" : backend.Connect;
        foreach (var shell in new[] { first, second })
        {
            shell.Do($"$name = '{name}'; $null = {connect}");
        }

        first.Do(
            """
            $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField n Int64), (New-MilvusField vector FloatVector -Dimension 2)
            $null = New-MilvusIndex $name vector -MetricType L2
            Mount-MilvusCollection $name
            """);
    }
}
