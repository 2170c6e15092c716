using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Each runspace has its own connections, but a connection object can be used in all of them.</summary>
public class RunspaceTests
{
    [Fact]
    public void Runspace_two_runspaces_have_two_defaults()
    {
        using var one = new ModuleShell();
        using var two = new ModuleShell();

        one.Do("Connect-Milvus -InMemory; New-MilvusCollection only_here -Dimension 2");

        Assert.Equal(["MilvusNotConnected"], two.Run("Get-MilvusCollection").ErrorIds);
        two.Do("Connect-Milvus -InMemory");
        Assert.Empty(two.Do("Get-MilvusCollection").Output);
        Assert.Single(one.Do("Get-MilvusCollection").Output);
    }

    [Fact]
    [Failure("P1")]
    public void Runspace_one_connection_serves_many_runspaces_at_once()
    {
        using var owner = new ModuleShell();
        var connection = owner.Do("Connect-Milvus -InMemory; $null = New-MilvusCollection shared -Dimension 2").Output[0];

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, worker =>
        {
            using var shell = new ModuleShell();
            shell.Do(
                """
                param($connection, $worker)
                0..99 | ForEach-Object { $null = Add-MilvusEntity shared @{ id = $worker * 100 + $_; vector = 1,
                    $_ } -Connection $connection }
                """,
                connection,
                worker);
        });

        Assert.Equal(
            Enumerable.Range(0, 1600).Select(id => (object)(long)id),
            owner.Do("Get-MilvusEntity shared -OutputField id").Values("id").Order());
    }

    [Fact]
    [Failure("C4")]
    public void Runspace_that_is_closed_and_a_module_that_is_removed_disconnect()
    {
        using var watcher = new ModuleShell();
        var closing = new ModuleShell();
        var closed = closing.Do("Connect-Milvus -InMemory").Output[0];
        closing.Dispose();
        using var removing = new ModuleShell();
        var removed = removing.Do("Connect-Milvus -InMemory; Remove-Module Milvus").Output[0];

        Assert.Equal(["MilvusConnectionClosed"], watcher.Run("Get-MilvusCollection -Connection $args[0]", closed).ErrorIds);
        Assert.Equal(["MilvusConnectionClosed"], watcher.Run("Get-MilvusCollection -Connection $args[0]", removed).ErrorIds);
    }

    [Fact]
    public void Runspace_default_parameter_value_names_the_connection()
    {
        using var shell = new ModuleShell();
        shell.Do(
            """
            $one = Connect-Milvus -InMemory -Name one
            $null = New-MilvusCollection here -Dimension 2
            $null = Connect-Milvus -InMemory -Name two
            $PSDefaultParameterValues = @{ '*-Milvus*:Connection' = $one }
            """);

        Assert.Equal(["here"], shell.Do("Get-MilvusCollection").Values("Name"));
    }
}
