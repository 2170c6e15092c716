using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>A client with a cached schema detects changes of a second client.</summary>
public sealed class SecondClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _first = new();
    private readonly ModuleShell _second = new();
    private readonly string _name = $"meanwhile_{Guid.NewGuid():N}"[..24];

    public static TheoryData<Backend> All => Backend.All;

    /// <summary>Milvus 2.3.5 and Lite 3.2.2 cannot add fields.</summary>
    public static TheoryData<Backend> WithNewFields => Backend.Without("milvus", "lite");

    public void Dispose()
    {
        _second.Run("foreach ($made in $args[0], \"$($args[0])_b\") { if (Test-MilvusCollection $made) { Remove-MilvusCollection "
            + "$made -Confirm:$false } }", _name);
        _first.Dispose();
        _second.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [Failure("P4")]
    [MemberData(nameof(All))]
    public void SecondClient_collection_is_made_anew_with_another_schema(Backend backend)
    {
        Connect(backend);
        _first.Do("$null = Add-MilvusEntity $name @{ id = 1; n = 5; vector = 1, 2 }");
        _second.Do(
            """
            Remove-MilvusCollection $name -Confirm:$false
            $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey),
                (New-MilvusField word VarChar -MaxLength 20), (New-MilvusField vector FloatVector -Dimension 3)
            $null = New-MilvusIndex $name vector -MetricType L2
            Mount-MilvusCollection $name
            """);

        Assert.Equal(["MilvusSchemaMismatch"], _first.Run("Add-MilvusEntity $name ([ordered]@{ id = 1; n = 5; vector = 1, 2 })").ErrorIds);
        _first.Do("$null = Add-MilvusEntity $name @{ id = 2; word = 'new'; vector = 1, 2, 3 }");

        Assert.Equal(["new"], _first.Do("Get-MilvusEntity $name -ConsistencyLevel Strong").Values("word"));
        Assert.Equal([2L], _first.Do("Search-MilvusEntity $name 1, 2, 3 -ConsistencyLevel Strong").Values("Id"));
        Assert.Equal(["MilvusDimensionMismatch"], _first.Run("Search-MilvusEntity $name 1, 2").ErrorIds);
    }

    [Theory]
    [Failure("P4")]
    [MemberData(nameof(All))]
    public void SecondClient_collection_is_dropped(Backend backend)
    {
        Connect(backend);
        _first.Do("$null = Add-MilvusEntity $name @{ id = 1; n = 5; vector = 1, 2 }; $known = Get-MilvusCollection $name; $index = "
            + "Get-MilvusIndex $name");
        _second.Do("Remove-MilvusCollection $name -Confirm:$false");

        foreach (var line in new[]
            {
                "Add-MilvusEntity $name @{ id = 2; n = 5; vector = 1, 2 }",
                "Get-MilvusEntity $name",
                "Search-MilvusEntity $name 1, 2",
                "$known | Get-MilvusIndex",
                "$known | Mount-MilvusCollection",
                "$known | Get-MilvusPartition",
                "$index | Wait-MilvusIndex",
            })
        {
            Assert.Equal($"{line}: MilvusCollectionNotFound", $"{line}: {string.Join(", ", _first.Run(line).ErrorIds)}");
        }
    }

    [Theory]
    [Failure("P4")]
    [MemberData(nameof(All))]
    public void SecondClient_alias_is_pointed_elsewhere(Backend backend)
    {
        Connect(backend);
        var alias = "a_" + _name;
        _second.Do(
            """
            $null = New-MilvusCollection ($name + '_b') -Field (New-MilvusField id Int64 -PrimaryKey),
                (New-MilvusField word VarChar -MaxLength 20), (New-MilvusField vector FloatVector -Dimension 3)
            $null = New-MilvusIndex ($name + '_b') vector -MetricType L2
            Mount-MilvusCollection ($name + '_b')
            $null = New-MilvusAlias $args[0] $name
            """,
            alias);
        _first.Do("$null = Add-MilvusEntity $args[0] @{ id = 1; n = 5; vector = 1, 2 }", alias);
        _second.Do("Set-MilvusAlias $args[0] ($name + '_b')", alias);
        try
        {
            _first.Do("$null = Add-MilvusEntity $args[0] @{ id = 2; word = 'there'; vector = 1, 2, 3 }", alias);

            Assert.Equal(["there"], _first.Do("Get-MilvusEntity $args[0] -ConsistencyLevel Strong", alias).Values("word"));
            Assert.Equal([5L], _first.Do("Get-MilvusEntity $name -ConsistencyLevel Strong").Values("n"));
        }
        finally
        {
            _second.Do("Remove-MilvusAlias $args[0]", alias);
        }
    }

    [Theory]
    [Failure("P4")]
    [MemberData(nameof(WithNewFields))]
    public void SecondClient_field_is_added_while_rows_are_on_their_way(Backend backend)
    {
        Connect(backend);
        _first.Runspace.SessionStateProxy.SetVariable(
            "addField",
            () => _second.Do("Add-MilvusField $name (New-MilvusField more VarChar -MaxLength 20 -Nullable)"));

        _first.Do("$null = 1..4 | ForEach-Object { if ($_ -eq 3) { $null = $addField.Invoke() }; @{ id = $_; n = $_; vector = 1, 2 } "
            + "} | Add-MilvusEntity $name -BatchSize 1");
        _first.Do("$null = Add-MilvusEntity $name @{ id = 5; n = 5; vector = 1, 2; more = 'told' }");

        Assert.Equal([null, null, null, null, "told"], _first.Do("Get-MilvusEntity $name -ConsistencyLevel Strong").Values("more"));
    }

    private void Connect(Backend backend)
    {
        var connect = backend.Name == "embedded" ? $"Connect-Milvus -Path '{_folder.File("shared.db")}'" : backend.Connect;
        foreach (var shell in new[] { _first, _second })
        {
            shell.Do($"$name = '{_name}'; $null = {connect}");
        }

        _first.Do(
            """
            $null = New-MilvusCollection $name -Field (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField n Int64),
                (New-MilvusField vector FloatVector -Dimension 2)
            $null = New-MilvusIndex $name vector -MetricType L2
            Mount-MilvusCollection $name
            """);
    }
}
