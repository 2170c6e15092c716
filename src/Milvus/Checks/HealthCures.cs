using System.Globalization;
using Milvus.Completion;
using Milvus.Core.Types;
using Milvus.Names;

namespace Milvus.Checks;

/// <summary>The commands that cure findings, as lines to run.</summary>
/// <param name="facts">What was measured of the collection.</param>
internal sealed class HealthCures(CollectionFacts facts)
{
    private string Name => NameCompleter.Quote(facts.Collection.Name);

    internal string Mount => Line($"Mount-MilvusCollection {Name}");

    internal string Compress => $"{Line($"Compress-MilvusCollection {Name}")} | Wait-MilvusCompaction";

    /// <summary>A compaction removes only deletes that are stored in segments.</summary>
    internal string FlushAndCompress => $"{Flush}; {Compress}";

    internal string Remount => $"{Line($"Dismount-MilvusCollection {Name}")}; {Mount}";

    internal string WaitForLoad => Line($"Wait-MilvusLoad {Name}");

    internal string ListPartitions => $"{Line($"Get-MilvusPartition {Name}")} | Sort-Object RowCount -Descending";

    internal string Import => Line($"Import-MilvusEntity {Name} -Path (Read-Host 'File with rows')");

    internal string Flush => Line($"Save-MilvusCollection {Name}");

    internal string CheckAgain => Line($"Test-MilvusCollectionHealth {Name}") + " -Verbose";

    internal string MountPartition(string partition) => Line($"Mount-MilvusPartition {Name} {NameCompleter.Quote(partition)}");

    internal string WaitForIndex(Index index) => Line($"Wait-MilvusIndex {Name} {NameCompleter.Quote(index.Name)}");

    internal string SetProperty(string key, string value) => Line($"Set-MilvusCollection {Name} -Property @{{ {key} = '{value}' }}");

    /// <summary>What reads of this session ask for, where a server cannot change the default of a collection.</summary>
    internal static string SetSessionLevel(string level) =>
        $"$PSDefaultParameterValues['Search-MilvusEntity:ConsistencyLevel'] = '{level}'";

    internal string RemoveField(string field) => Line($"Remove-MilvusField {Name} {NameCompleter.Quote(field)}");

    internal string ShowRows(IEnumerable<object> keys) =>
        Line($"Get-MilvusEntity {Name} -Id {string.Join(", ", keys.Select(Write))}");

    /// <summary>
    /// Writes one row of each key again, which removes the others of its partition. Where rows can have others, a copy has each key once.
    /// </summary>
    internal string KeepOne(IEnumerable<object> keys) => HasOnePlaceForRows
        ? $"{ShowRows(keys)} | {Line($"Set-MilvusEntity {Name}")}"
        : Line($"Copy-MilvusCollection {Name} {NameCompleter.Quote(facts.Collection.Name + "_once")}");

    /// <summary>Whether a row that is written again has its key and its partition.</summary>
    internal bool HasOnePlaceForRows => facts.Collection.PrimaryKey is { AutoId: false }
        && (facts.HasPartitionKey || facts.Partitions is { Count: 1 });

    internal string FindRows(string filter) => Line($"Get-MilvusEntity {Name} -Filter '{filter}'");

    /// <summary>Creates an index with the default metric of the field.</summary>
    internal string CreateIndex(Field field)
    {
        var isTerms = facts.Collection.Function.Any(function => function.Type == "BM25" && function.OutputField.Contains(field.Name));
        var metric = isTerms
            ? "BM25"
            : MetricTypes.All.FirstOrDefault(metric =>
                metric.DefaultOf.Contains(field.Type)
                || (field.Type == DataType.ArrayOfVector && metric.DefaultOfElements.Contains(field.ElementType)))?.Name;
        return Line(
            $"New-MilvusIndex {Name} {NameCompleter.Quote(field.Name)}{(metric is null ? string.Empty : $" -MetricType {metric}")}");
    }

    /// <summary>Replaces an index, whose collection must not be loaded meanwhile.</summary>
    internal string ReplaceIndex(Index index, string type, string metric) => string.Join("; ", new[]
    {
        Line($"Remove-MilvusIndex {Name} {NameCompleter.Quote(index.Name)} -Force"),
        Line($"New-MilvusIndex {Name} {NameCompleter.Quote(index.Field)} -IndexType {type}"
            + (metric.Length > 0 ? $" -MetricType {metric}" : string.Empty)),
        facts.IsLoaded ? Mount : string.Empty,
    }.Where(line => line.Length > 0));

    private static string Write(object key) => key is string text
        ? QuotedText.Of(text)
        : Convert.ToString(key, CultureInfo.InvariantCulture)!;

    private string Line(string command) => command + facts.Suffix;
}
