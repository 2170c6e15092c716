using Milvus.Module.Tests.Backends;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>An index type without build parameters can be created on every server, also on one without defaults for them.</summary>
public sealed class BuildDefaultTests
{
    /// <summary>Lite supports fewer index types.</summary>
    public static TheoryData<Backend> Backends => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(Backends))]
    public void New_MilvusIndex_without_build_parameters_makes_each_type(Backend backend)
    {
        using var shell = new BackendShell(backend);
        foreach (var type in new[] { "FLAT", "HNSW", "IVF_FLAT", "IVF_SQ8", "SCANN" })
        {
            var name = shell.NewCollection("defaults");
            var index = shell
                .Shell.Do("New-MilvusIndex $args[0] vector -IndexType $args[1] -MetricType L2 -TimeoutSec 60", name, type)
                .Output.Single();
            Assert.Equal(type, index.Properties["IndexType"].Value);
        }
    }

    [BackendTheory("milvus")]
    [MemberData(nameof(Milvus))]
    public void New_MilvusIndex_on_server_without_defaults_says_what_it_adds(Backend backend)
    {
        using var shell = new BackendShell(backend);
        var name = shell.NewCollection("defaults");
        var written = shell.Shell.Do(
            "New-MilvusIndex $args[0] vector -IndexType HNSW -MetricType L2 -Parameter @{ M = 8 } -Verbose 4>&1",
            name);
        var lines = string.Join('\n', written.Output);
        Assert.Contains("the request adds efConstruction = 360", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("M = 30", lines, StringComparison.Ordinal);
    }

    /// <summary>A real Milvus.</summary>
    public static TheoryData<Backend> Milvus => Backend.Only("milvus");
}
