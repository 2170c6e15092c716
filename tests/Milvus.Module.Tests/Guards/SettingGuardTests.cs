using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Milvus.Module.Tests.Guards;

/// <summary>Every parameter with tables or a list of values is read by the common mechanism.</summary>
public sealed class SettingGuardTests
{
    // Names and texts of the user, which have no list.
    private static readonly string[] _freeTexts =
    [
        "AnalyzerName",
        "ApiKeyHeader",
        "Channel",
        "CheckpointPath",
        "ClusterId",
        "ClusteringKeyField",
        "Database",
        "Description",
        "Destination",
        "Encoding",
        "ExternalField",
        "ExternalSource",
        "File",
        "Filter",
        "Hash",
        "IdempotencyKey",
        "JobId",
        "JsonPath",
        "LedgerPath",
        "LiteralPath",
        "MetadataUri",
        "Model",
        "ModelDeploymentId",
        "Name",
        "Namespace",
        "NewName",
        "ObjectName",
        "OutSvg",
        "PartitionKeyField",
        "Path",
        "Phrase",
        "PostTag",
        "PreTag",
        "Prefix",
        "PrimaryField",
        "QueryPrefix",
        "RandomField",
        "Region",
        "RemoveProperty",
        "RemoveTag",
        "Role",
        "SemanticQuery",
        "ServerName",
        "Source",
        "SourceCluster",
        "StartId",
        "TargetCollection",
        "TargetPath",
        "Text",
        "TextPrefix",
        "TimeZone",
        "TracePath",
        "Uri",
        "WithTag",
        "WithValue",
    ];

    private static Type Module => ModuleCmdlets.All[0].Assembly.GetType("Milvus.Settings.SettingTables", throwOnError: true)!;

    [Fact]
    public void SettingGuard_every_table_parameter_has_a_table_of_its_settings()
    {
        var find = Module.GetMethod("Find", BindingFlags.Static | BindingFlags.NonPublic)!;
        var unknown = Parameters()
            .Where(item =>
                typeof(IDictionary).IsAssignableFrom(ModuleCmdlets.Element(item.Property.PropertyType))
                || item.Property.Name is "Specification" or "ExternalSpec")
            // Tables whose keys are names of the user are not settings.
            .Where(item => item.Property.Name is not ("Password" or "Rename" or "Map"))
            .Where(item => find.Invoke(null, [ModuleCmdlets.NameOf(item.Cmdlet), item.Property.Name]) is null)
            .Select(item => $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}");

        Assert.Empty(unknown);
    }

    [Fact]
    public void SettingGuard_every_table_of_settings_is_of_a_parameter()
    {
        var tables = (IReadOnlyCollection<string>)Module
            .GetProperty("Parameters", BindingFlags.Static | BindingFlags.NonPublic)!
            .GetValue(null)!;
        var there = Parameters()
            .SelectMany(item => new[] { $"-{item.Property.Name}", $"{ModuleCmdlets.NameOf(item.Cmdlet)} -{item.Property.Name}" })
            .ToHashSet();

        Assert.All(tables, name => Assert.Contains(name, there));
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

    // Names of new objects; NamesAreCompletedTests lists them with reasons.
    private static readonly string[] _completedElsewhere = ["InputField", "OutputField", "VectorField", "Field", "Collection"];

    private static IEnumerable<(Type Cmdlet, PropertyInfo Property)> Parameters() =>
        ModuleCmdlets.All.SelectMany(cmdlet => ModuleCmdlets.Parameters(cmdlet).Select(property => (cmdlet, property)));
}
