using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Index types and metrics are case-insensitive, as everything in PowerShell; servers get their own spelling.</summary>
public class IndexNameTests
{
    // Lite accepts any name if the collection has no rows.
    public static TheoryData<Backend> WhoJudge => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void New_MilvusIndex_type_and_a_metric_are_spelled_as_servers_spell_them(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("spelled");

        var made = back.Shell.Do(
            """
            $null = New-MilvusCollection $args[0] -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2)
            New-MilvusIndex $args[0] vector -IndexType flat -MetricType cosine
            """,
            name);

        Assert.Equal(["FLAT"], made.Values("IndexType"));
        Assert.Equal(["COSINE"], made.Values("MetricType"));
    }

    [Theory]
    [MemberData(nameof(WhoJudge))]
    public void New_MilvusIndex_name_that_is_in_no_list_is_the_servers_to_judge(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewName("spelled");
        back.Shell.Do("$null = New-MilvusCollection $args[0] -Field (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField vector "
            + "FLOAT_VECTOR -Dimension 2)", name);

        var ran = back.Shell.Run("New-MilvusIndex $args[0] vector -IndexType nearest -MetricType L2", name);

        Assert.Contains("nearest", Assert.Single(ran.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_MilvusIndex_graph_of_quantised_vectors_takes_two_numbers_that_differ_in_case_only()
    {
        using var shell = new ModuleShell();

        var made = shell.Do(
            """
            $null = Connect-Milvus -InMemory
            $null = New-MilvusCollection spelled -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 8)
            $table = [hashtable]::new(); $table['M'] = 16; $table['m'] = 4
            $index = New-MilvusIndex spelled vector -IndexType HNSW_PQ -MetricType L2 -Parameter $table
            $index.Parameter['M'], $index.Parameter['m']
            """);

        Assert.Equal(["16", "4"], made.Output.Select(value => value.ToString()));
    }
}
