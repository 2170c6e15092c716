using System.Collections;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>Completion, the embedded engine and its documentation have the same index types and metrics.</summary>
public sealed class IndexTypeGuardTests
{
    private static readonly string[] _onlyServers = ["GPU_BRUTE_FORCE", "GPU_CAGRA", "GPU_IVF_FLAT", "GPU_IVF_PQ", "MINHASH_LSH"];

    // Fields with vectors come first.
    private static readonly string[] _fields = ["dense", "bits", "sparse", "text", "shape"];

    // One for each kind of what a metric compares.
    private static readonly string[] _compared = ["dense", "bits", "sparse", "words", "parts[dense]", "parts[bits]"];

    // Fields on which every index type and metric of the engine can be tried.
    private const string World = """
        Connect-Milvus -InMemory | Out-Null
        $fields = @(
            New-MilvusField id Int64 -PrimaryKey
            New-MilvusField dense FloatVector -Dimension 32
            New-MilvusField bits BinaryVector -Dimension 32
            New-MilvusField sparse SparseFloatVector
            New-MilvusField text VarChar -MaxLength 100
            New-MilvusField shape Geometry
            New-MilvusField body VarChar -MaxLength 100 -EnableAnalyzer
            New-MilvusField words SparseFloatVector
            New-MilvusField parts Array -ElementType Struct -MaxCapacity 4 -StructField @(
                New-MilvusField dense FloatVector -Dimension 32
                New-MilvusField bits BinaryVector -Dimension 32))
        New-MilvusSchema $fields -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField words) |
            New-MilvusCollection c | Out-Null
        """;

    // Builds an index on the first of some fields that accepts it, and drops it again.
    private const string Build = """
        param($fields, $given, $parameters)
        foreach ($field in $fields) {
            try {
                $built = New-MilvusIndex c $field @given -Parameter $parameters -ErrorAction Stop
                Remove-MilvusIndex c -Field $field -Force
                return $built
            }
            catch { $last = $_ }
        }
        throw $last
        """;

    [Fact]
    public void New_MilvusIndex_every_completed_index_type_in_small_letters_is_built_by_the_engine()
    {
        using var shell = new ModuleShell();
        shell.Do(World);
        var built = new List<string>();
        foreach (var type in shell.Complete("New-MilvusIndex c f -IndexType "))
        {
            var metric = type.StartsWith("BIN_", StringComparison.Ordinal) ? "hamming"
                : type.StartsWith("SPARSE_", StringComparison.Ordinal) ? "ip" : "cosine";
            var given = new Hashtable { ["IndexType"] = type.ToLowerInvariant() };
            if (Documented().Vectors.Contains(type))
            {
                given["MetricType"] = metric;
            }

            var ran = shell.Run(Build, _fields, given, new Hashtable { ["min_gram"] = 2, ["max_gram"] = 3 });
            if (ran.Errors.Count == 0)
            {
                Assert.Equal(type, Assert.Single(ran.Output).Properties["IndexType"].Value);
                built.Add(type);
            }
            else
            {
                Assert.Contains($"invalid index type: {type}", ran.Errors[0].ToString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(Documented().All.Order(StringComparer.Ordinal), built.Order(StringComparer.Ordinal));
        Assert.Equal(
            built.Order(StringComparer.Ordinal), shell.Complete("New-MilvusIndex c f -IndexType ").Order(StringComparer.Ordinal));
        shell.Do("Disconnect-Milvus");
        Assert.Equal(
            built.Concat(_onlyServers).Order(StringComparer.Ordinal),
            shell.Complete("New-MilvusIndex c f -IndexType ").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void New_MilvusIndex_every_completed_metric_in_small_letters_is_known_to_the_engine()
    {
        using var shell = new ModuleShell();
        shell.Do(World);
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "embedded.md"));
        foreach (var metric in shell.Complete("New-MilvusIndex c f -MetricType "))
        {
            Assert.Matches($@"\b{metric}\b", text);
            var type = metric.EndsWith("STRUCTURE", StringComparison.Ordinal) ? "bin_flat" : "autoindex";
            var given = new Hashtable { ["IndexType"] = type, ["MetricType"] = metric.ToLowerInvariant() };
            var ran = shell.Run(Build, _compared, given, new Hashtable());
            if (ran.Errors.Count == 0)
            {
                Assert.Equal(metric, Assert.Single(ran.Output).Properties["MetricType"].Value);
            }
            else
            {
                // Of an index type that only servers have.
                Assert.Equal("MHJACCARD", metric);
            }
        }
    }

    [Theory]
    [InlineData("max_sim", "MAX_SIM")]
    [InlineData("max_sim_cosine", "MAX_SIM_COSINE")]
    [InlineData("Max_Sim_L2", "MAX_SIM_L2")]
    [InlineData("MAX_sim_ip", "MAX_SIM_IP")]
    [InlineData("substructure", "SUBSTRUCTURE")]
    [InlineData("superstructure", "SUPERSTRUCTURE")]
    public void New_MilvusIndexParameter_a_metric_in_any_case_is_spelled_as_servers_do(string given, string spelled)
    {
        using var shell = new ModuleShell();
        var parameter = Assert.Single(shell.Do("param($metric) New-MilvusIndexParameter f -MetricType $metric", given).Output);
        Assert.Equal(spelled, parameter.Properties["MetricType"].Value);
    }

    /// <summary>The index types of the first table of the page, and those for vectors.</summary>
    private static (IReadOnlyList<string> All, IReadOnlyList<string> Vectors) Documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "embedded.md"));
        var rows = page[page.IndexOf("| index type | implementation |", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[1])
            .ToList();
        // The types on vectors come first; words in the cells of scalar types are types of fields.
        string[] fields = ["JSON", "DOUBLE", "VARCHAR", "BOOL"];
        var names = rows.Select(row => Regex.Matches(row, @"\b(?:[A-Z][A-Z_]*[A-Z0-9]|Trie)\b")
            .Select(match => match.Value)
            .Except(fields)
            .ToList()).ToList();
        var scalar = rows.FindIndex(row => row.Contains("INVERTED, STL_SORT", StringComparison.Ordinal));
        return ([.. names.SelectMany(name => name).Distinct()], [.. names.Take(scalar).SelectMany(name => name)]);
    }
}
