using Milvus.Completion;
using Milvus.Core.Types;

namespace Milvus.Checks;

/// <summary>The commands that cure findings, as lines to run.</summary>
/// <param name="facts">What was measured of the collection.</param>
internal sealed class HealthCures(CollectionFacts facts)
{
    private string Name => NameCompleter.Quote(facts.Collection.Name);

    internal string Mount => Line($"Mount-MilvusCollection {Name}");

    internal string Compress => $"{Line($"Compress-MilvusCollection {Name}")} | Wait-MilvusCompaction";

    internal string Remount => $"{Line($"Dismount-MilvusCollection {Name}")}; {Mount}";

    internal string WaitForLoad => Line($"Wait-MilvusLoad {Name}");

    internal string ListPartitions => $"{Line($"Get-MilvusPartition {Name}")} | Sort-Object RowCount -Descending";

    internal string Add => $"Get-Content ./rows.jsonl | ConvertFrom-Json | {Line($"Add-MilvusEntity {Name}")}";

    internal string ListRows => Line($"Get-MilvusEntity {Name}");

    internal string CheckAgain => Line($"Test-MilvusCollectionHealth {Name}") + " -Verbose";

    internal string MountPartition(string partition) => Line($"Mount-MilvusPartition {Name} {NameCompleter.Quote(partition)}");

    internal string WaitForIndex(Index index) => Line($"Wait-MilvusIndex {Name} {NameCompleter.Quote(index.Name)}");

    internal string SetProperty(string key, string value) => Line($"Set-MilvusCollection {Name} -Property @{{ {key} = '{value}' }}");

    internal string RemoveField(string field) => Line($"Remove-MilvusField {Name} {NameCompleter.Quote(field)}");

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
        Line($"New-MilvusIndex {Name} {NameCompleter.Quote(index.Field)} -IndexType {type} -MetricType {metric}"),
        facts.IsLoaded ? Mount : string.Empty,
    }.Where(line => line.Length > 0));

    private string Line(string command) => command + facts.Suffix;
}
