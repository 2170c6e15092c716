using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Guards;

/// <summary>Every parameter that takes tables or has a list of values is read by the one mechanism for these.</summary>
public sealed class SettingGuardTests
{
    // Names and words of the user, of which there is no list.
    private static readonly string[] _freeTexts =
    [
        "AnalyzerName",
        "Channel",
        "CheckpointPath",
        "ClusterId",
        "Description",
        "ExternalField",
        "ExternalSource",
        "File",
        "Filter",
        "Hash",
        "IdempotencyKey",
        "JobId",
        "JsonPath",
        "LiteralPath",
        "MetadataUri",
        "ModelDeploymentId",
        "Name",
        "Namespace",
        "NewName",
        "ObjectName",
        "Path",
        "Phrase",
        "PostTag",
        "PreTag",
        "Prefix",
        "PrimaryField",
        "PartitionKeyField",
        "ClusteringKeyField",
        "RandomField",
        "RemoveProperty",
        "RemoveTag",
        "SemanticQuery",
        "ServerName",
        "Source",
        "SourceCluster",
        "StartId",
        "TargetCollection",
        "TargetPath",
        "Text",
        "TimeZone",
        "TracePath",
        "Uri",
        "WithTag",
        "WithValue",
        "Encoding",
        "Database",
        "Role",
    ];

    private static Type Module => ModuleCmdlets.All[0].Assembly.GetType("Milvus.Values.SettingTables", throwOnError: true)!;

    [Fact]
    public void SettingGuard_every_table_parameter_has_a_table_of_its_settings()
    {
        var of = Module.GetMethod("Of", BindingFlags.Static | BindingFlags.NonPublic)!;
        var unknown = Parameters()
            .Where(item =>
                typeof(IDictionary).IsAssignableFrom(ModuleCmdlets.Element(item.Property.PropertyType))
                || item.Property.Name is "Specification" or "ExternalSpec")
            .Where(item => of.Invoke(null, [ModuleCmdlets.NameOf(item.Cmdlet), item.Property.Name]) is null)
            .Select(item => $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}");

        Assert.Empty(unknown);
    }

    [Fact]
    public void SettingGuard_every_table_of_settings_is_of_a_parameter()
    {
        var tables = (IDictionary)Module.GetField("_byParameter", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        var there = Parameters()
            .SelectMany(item => new[] { $"-{item.Property.Name}", $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}" })
            .ToHashSet();

        Assert.All(tables.Keys.Cast<string>(), name => Assert.Contains(name, there));
    }

    [Fact]
    public void SettingGuard_every_text_parameter_has_a_list_a_completer_or_is_free_text()
    {
        var unknown = Parameters()
            .Where(item => ModuleCmdlets.Element(item.Property.PropertyType) == typeof(string))
            .Where(item => !item.Property.IsDefined(typeof(ArgumentCompleterAttribute)) && !_freeTexts.Contains(item.Property.Name))
            .Where(item => !_completedElsewhere.Contains(item.Property.Name))
            .Select(item => $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}");

        Assert.Empty(unknown);
    }

    [Fact]
    public void SettingGuard_no_list_of_values_is_checked_while_PowerShell_binds()
    {
        Assert.Empty(
            Parameters()
                .Where(item => item.Property.IsDefined(typeof(ValidateSetAttribute)))
                .Select(item => $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}"));
    }

    [Fact]
    public void SettingGuard_index_types_and_metrics_of_completion_engine_and_documentation_are_the_same()
    {
        using var shell = new ModuleShell();
        // The engine's assembly is loaded with the first database.
        shell.Do("$null = Connect-Milvus -InMemory");
        var types = shell.Complete("New-MilvusIndex c f -IndexType ").ToList();
        var metrics = shell.Complete("New-MilvusIndex c f -MetricType ").ToList();
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "embedded.md"));

        var vectors = Engine("VectorIndexTypes", "_known");
        var scalars = Engine("ScalarIndexChecks", "_types").Except(["TRIE", "marisa-trie"]);
        var engineTypes = vectors.Concat(scalars).Distinct().ToList();
        string[] onlyServers = ["MINHASH_LSH", "GPU_CAGRA", "GPU_IVF_FLAT", "GPU_IVF_PQ", "GPU_BRUTE_FORCE"];
        Assert.Equal(engineTypes.Concat(onlyServers).Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
        Assert.All(engineTypes.Concat(onlyServers), type => Assert.Matches($@"\b{Regex.Escape(type)}\b", text));

        string[] lists = ["_denseMetrics", "_binaryMetrics", "_listMetrics", "_binaryListMetrics"];
        var engineMetrics = lists.SelectMany(list => Engine("VectorIndexChecks", list)).Append("BM25").Distinct().ToList();
        Assert.Equal(engineMetrics.Append("MHJACCARD").Order(StringComparer.Ordinal), metrics.Order(StringComparer.Ordinal));
        Assert.All(engineMetrics.Append("MHJACCARD"), metric => Assert.Matches($@"\b{metric}\b", text));
    }

    // The names of what is new: they are in the list of completers, with their reasons.
    private static readonly string[] _completedElsewhere = ["InputField", "OutputField", "VectorField", "Field", "Collection"];

    private static IEnumerable<string> Engine(string type, string field)
    {
        var engine = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "Milvus.Embedded");
        return (string[])
            engine
                .GetTypes()
                .Single(candidate => candidate.Name == type)
                .GetField(field, BindingFlags.Static | BindingFlags.NonPublic)!
                .GetValue(null)!;
    }

    private static IEnumerable<(Type Cmdlet, PropertyInfo Property)> Parameters() =>
        ModuleCmdlets.All.SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet).Select(property => (cmdlet, property)));
}
