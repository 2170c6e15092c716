using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Reliability.Control;

/// <summary>The command before Add-MilvusEntity in a pipeline fails.</summary>
public sealed class BrokenPipelineTests
{
    [Fact]
    [Failure("C3")]
    public void Add_MilvusEntity_stores_only_whole_batches_after_the_pipeline_broke()
    {
        using var shell = new ModuleShell();
        shell.Do("$null = Connect-Milvus -InMemory; $null = New-MilvusCollection docs -Dimension 2");

        var broken = shell.Run(
            """
            1..100 | ForEach-Object { if ($_ -eq 48) { throw 'the source broke' }; @{ id = $_; vector = $_, 1 } } |
                Add-MilvusEntity docs -BatchSize 10
            """);

        Assert.Equal("the source broke", Assert.Single(broken.Errors).Exception.Message);
        var keys = shell.Do("Get-MilvusEntity docs -Filter 'id > 0' | ForEach-Object id").Output.Select(key => (long)key.BaseObject);
        Assert.Equal(Enumerable.Range(1, 40).Select(key => (long)key), keys.Order());
        Assert.Equal([40L], shell.Do("(Measure-MilvusCollection docs -Exact).RowCount").Output.Select(count => count.BaseObject));
        shell.Do("$null = @{ id = 101; vector = 1, 1 } | Add-MilvusEntity docs");
    }
}
