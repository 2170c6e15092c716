using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;
using Milvus.Protocol;

namespace Milvus.Module.Tests.Transfers;

/// <summary>-Force never replaces a collection by itself, nor one that only an alias refers to, whatever it is called.</summary>
public sealed class SameCollectionTests
{
    public static TheoryData<Backend> All => Backend.All;

    public static TheoryData<Backend> Milvus => Backend.Only("milvus");

    public static TheoryData<Backend> Lite => Backend.Only("lite");

    /// <summary>Commands with $name, its alias $alias and the collection $other, and the reasons why they are refused.</summary>
    private static readonly (string Command, string Reason)[] _refused =
    [
        ("Copy-MilvusCollection $alias $name -Force -Confirm:$false", "is the source itself"),
        ("Copy-MilvusCollection $name $alias -Force -Confirm:$false", "is an alias of collection"),
        ("Copy-MilvusCollection $other $alias -Force -Confirm:$false", "is an alias of collection"),
        ("Copy-MilvusCollection $other $alias", "is an alias of collection"),
        ("Convert-MilvusCollection $alias $name -Force -Confirm:$false", "is the source itself"),
        ("Convert-MilvusCollection $name $name -Force -Confirm:$false", "is the source itself"),
        ("Convert-MilvusCollection $name $alias -Force -Confirm:$false -Alias ($alias + '2')", "is an alias of collection"),
        ("Convert-MilvusCollection $name ($name + '_new') -Alias $name", "is the name of a collection"),
        (
            "Convert-MilvusCollection $name ($name + '_new') -Alias ($alias + '2') -RemoveSource -Confirm:$false",
            "which -Alias does not move"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void ResolvedCollection_source_itself_and_aliases_are_not_replaced(Backend backend) => Refuse(backend, _refused);

    [BackendTheory("milvus")]
    [MemberData(nameof(Milvus))]
    public void ResolvedCollection_second_address_of_Milvus_is_refused(Backend backend) => RefuseSecondAddress(backend);

    [BackendTheory("lite")]
    [MemberData(nameof(Lite))]
    public void ResolvedCollection_second_address_of_Lite_is_refused(Backend backend) => RefuseSecondAddress(backend);

    [Fact]
    public void ResolvedCollection_second_address_of_a_server_is_refused()
    {
        using var server = new RecordingServer();
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell(width: 400);
        shell.Runspace.SessionStateProxy.Path.SetLocation(folder.FullName);
        shell.Do(
            """
            $first = Connect-Milvus $args[0] -Name first
            $second = Connect-Milvus $args[1] -Name second
            $null = New-MilvusCollection docs -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
            """,
            server.Address,
            server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        var ran = shell.Run("Copy-MilvusCollection docs -Connection $first -TargetConnection $second -Force -Confirm:$false");

        Assert.Contains("is the source itself", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("DropCollection", server.Log.Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ResolvedCollection_servers_without_ids_are_compared_by_an_alias(bool isSame)
    {
        using var one = new RecordingServer();
        using var two = new RecordingServer();
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell(width: 400);
        shell.Runspace.SessionStateProxy.Path.SetLocation(folder.FullName);
        shell.Do(
            """
            $second = Connect-Milvus $args[1] -Name second
            $null = New-MilvusCollection docs -Dimension 2
            $first = Connect-Milvus $args[0] -Name first
            if (-not (Test-MilvusCollection docs)) { $null = New-MilvusCollection docs -Dimension 2 }
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
            """,
            one.Address,
            (isSame ? one : two).Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        foreach (var server in new[] { one, two })
        {
            // As Milvus Lite describes collections.
            server.Log.Changed["DescribeCollection"] = answer =>
            {
                var described = (DescribeCollectionResponse)answer;
                (described.CollectionID, described.CreatedUtcTimestamp) = (0, 0);
            };
        }

        var ran = shell.Run("Copy-MilvusCollection docs -Connection $first -TargetConnection $second -Force -Confirm:$false");

        Assert.Equal(isSame ? ["MilvusAlreadyExists"] : [], ran.ErrorIds);
        Assert.Equal(isSame ? 0 : 1, ran.Output.Count);
        Assert.Empty(shell.Do("Get-MilvusAlias -Connection $first; Get-MilvusAlias -Connection $second").Output);
    }

    [Fact]
    public void ResolvedCollection_second_path_of_the_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("link.db"), folder.File("real.db"));
        using var shell = new ModuleShell(width: 400);
        shell.Do(
            """
            $first = Connect-Milvus -Path $args[0] -Name first
            $second = Connect-Milvus -Path $args[1] -Name second
            $null = New-MilvusCollection docs -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
            """,
            folder.File("real.db"),
            folder.File("link.db"));

        var ran = shell.Run("Copy-MilvusCollection docs -Connection $first -TargetConnection $second -Force -Confirm:$false");

        Assert.Contains("is the source itself", Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], shell.Do("[string](Measure-MilvusCollection docs -Exact).RowCount").Texts);
    }

    [Fact]
    public void ResolvedCollection_copied_file_is_another_collection_with_the_same_id()
    {
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell(width: 400);
        shell.Do(
            """
            $null = Connect-Milvus -Path $args[0]
            $null = New-MilvusCollection docs -Dimension 2
            $null = @{ id = 1; vector = 1, 2 } | Add-MilvusEntity docs
            Disconnect-Milvus
            """,
            folder.File("real.db"));
        File.Copy(folder.File("real.db"), folder.File("copy.db"));
        shell.Do(
            """
            $first = Connect-Milvus -Path $args[0] -Name first
            $second = Connect-Milvus -Path $args[1] -Name second
            $null = @{ id = 2; vector = 1, 2 } | Add-MilvusEntity docs -Connection $first
            """,
            folder.File("real.db"),
            folder.File("copy.db"));

        var ran = shell.Do("Copy-MilvusCollection docs -Connection $first -TargetConnection $second -Force -Confirm:$false");

        Assert.Equal(2L, Assert.Single(ran.Output).Properties["RowsCounted"].Value);
    }

    private static void RefuseSecondAddress(Backend backend) => Refuse(backend, [.. new[] { "$name", "$alias $name" }.Select(names => (
        $"$second = {backend.Connect.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)} -Name second\n"
            + $"Copy-MilvusCollection {names} -Connection $first -TargetConnection $second -Force -Confirm:$false",
        "is the source itself"))]);

    // The collections, their rows and the alias stay.
    private static void Refuse(Backend backend, (string Command, string Reason)[] refused)
    {
        using var world = new BackendShell(backend, width: 400);
        using var folder = new TemporaryFolder();
        world.Shell.Runspace.SessionStateProxy.Path.SetLocation(folder.FullName);
        var (name, other) = (world.NewFilledCollection(), world.NewCollection("other"));
        world.Shell.Do(
            """
            $name, $other, $alias = $args
            $first = Get-MilvusConnection
            $null = New-MilvusAlias $alias $name
            $null = New-MilvusIndex $other vector -IndexType AUTOINDEX -MetricType COSINE
            Mount-MilvusCollection $other
            """,
            name,
            other,
            world.NewName("alias"));
        try
        {
            foreach (var (command, reason) in refused)
            {
                var ran = world.Shell.Run(command);

                Assert.Contains(reason, Assert.Single(ran.Errors).Exception.Message, StringComparison.Ordinal);
                Assert.Empty(ran.Output);
                Assert.Equal(
                    ["20", "0", name],
                    world.Shell.Do(
                        """
                        [string](Get-MilvusEntity $name -OutputField 'count(*)' -ConsistencyLevel Strong -Connection $first).'count(*)'
                        [string](Get-MilvusEntity $other -OutputField 'count(*)' -ConsistencyLevel Strong -Connection $first).'count(*)'
                        (Get-MilvusAlias $alias -Connection $first).Collection
                        """).Texts);
            }
        }
        finally
        {
            world.Shell.Do("$null = Use-MilvusConnection $first; Remove-MilvusAlias $alias -Confirm:$false");
        }
    }
}
