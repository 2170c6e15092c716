using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Rows are read page by page, and no page is read that is not needed.</summary>
public class ReadingTests
{
    [Fact]
    [Failure("L3")]
    public void Get_MilvusEntity_more_rows_than_one_answer_may_have_come_all_and_once()
    {
        using var shell = new ModuleShell();
        shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection many -Dimension 2
            $null = 1..20000 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity many
            """);

        Assert.Equal(
            Enumerable.Range(1, 20_000).Select(id => (object)(long)id),
            shell.Do("Get-MilvusEntity many -OutputField id -PageSize 3000").Values("id").Order());
        Assert.Equal(17_000, shell.Do("Get-MilvusEntity many -OutputField id -First 17000").Output.Count);
        Assert.Equal(500, shell.Do("Get-MilvusEntity many 'id > 18000' -OutputField id -Skip 1500").Output.Count);
    }

    [Fact]
    [Failure("C2")]
    public void Get_MilvusEntity_pipeline_that_has_enough_ends_the_reading()
    {
        using var server = new RecordingServer();
        using var shell = new ModuleShell();
        shell.Do(
            """
            $null = Connect-Milvus $args[0]
            $null = New-MilvusCollection many -Dimension 2
            $null = 1..1000 | ForEach-Object { @{ id = $_; vector = 1, $_ } } | Add-MilvusEntity many
            """,
            server.Address);
        server.Log.Names.Clear();

        // break in ForEach-Object stops the pipeline like Select-Object -First.
        var read = shell.Do(
            """
            $seen = 0
            do { Get-MilvusEntity many -PageSize 10 | ForEach-Object { $seen++; $_; if ($seen -eq 5) { break } } } while ($false)
            """);

        Assert.Equal(5, read.Output.Count);
        Assert.InRange(server.Log.Names.Count(name => name == "Query"), 1, 2);
    }
}
