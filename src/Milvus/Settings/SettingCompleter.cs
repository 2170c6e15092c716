using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using Milvus.Completion;
using Milvus.Core.Types;

namespace Milvus.Settings;

/// <summary>
/// Completes a table parameter with its keys: <c>@{ M = 16 }</c>, or <c>@{ nlist = </c> for a key without a default. PowerShell asks
/// completers for a whole argument only, so the key is completed together with the table.
/// </summary>
public sealed class SettingCompleter : IArgumentCompleter
{
    // These have parameters of their own, -IndexType and -MetricType.
    private static readonly string[] _parameters = ["index_type", "metric_type"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (SettingTables.Find(commandName, parameterName) is not { } table)
        {
            return [];
        }

        var typed = wordToComplete.Trim('\'', '"');
        var rules = FindRules(table, fakeBoundParameters);
        var isForJson = CanIndexJson(fakeBoundParameters);
        return table.Known
            .Where(setting => setting.Table is null && !_parameters.Contains(setting.Key))
            .Where(setting => setting.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Where(setting => rules.Fitting is null || !rules.All.ContainsKey(setting.Key) || rules.Fitting.Contains(setting.Key))
            .Where(setting => isForJson || !setting.Key.StartsWith("json_", StringComparison.Ordinal))
            .OrderBy(setting => rules.All.ContainsKey(setting.Key) ? 0 : 1)
            .SelectMany(setting => Complete(setting, rules.All.GetValueOrDefault(setting.Key)))
            .ToList();
    }

    private static IEnumerable<CompletionResult> Complete(Setting setting, ParameterRule? rule)
    {
        var key = NameCompleter.Quote(setting.Key).Contains('.', StringComparison.Ordinal)
            ? $"'{setting.Key}'"
            : NameCompleter.Quote(setting.Key);
        var description = rule is null ? setting.Key : SettingDescriptions.Describe(rule);
        if ((setting.Choices?.All ?? rule?.Choices) is { Count: > 0 } choices)
        {
            return choices.Select(choice => Create($"@{{ {key} = '{choice}' }}", $"{setting.Key} = {choice}", description));
        }

        var value = rule?.Default?.ToString(CultureInfo.InvariantCulture);
        return [Create(value is null ? $"@{{ {key} = " : $"@{{ {key} = {value} }}", setting.Key, description)];
    }

    private static CompletionResult Create(string text, string shown, string description) =>
        new(text, shown, CompletionResultType.ParameterValue, description);

    // Whether the index on the line can be one of a JSON path: both its type and its field say so, as far as they are known.
    private static bool CanIndexJson(IDictionary bound) =>
        (NameCompleter.ToText(bound["IndexType"]) is not { } type || IndexTypes.Find(type)?.Fields.Contains(DataType.Json) is not false)
        && (LineField.Find(bound) is not { } field || FieldTypes.Of(field.Type).Family is FieldFamily.Json);

    // The parameters of all index types of the phase, and the names that fit the index on the line; null if it is not known.
    private static (Dictionary<string, ParameterRule> All, HashSet<string>? Fitting) FindRules(SettingTable table, IDictionary bound)
    {
        var phase = Array.Exists(table.Known, setting => setting.Key == "index_type") ? ParameterPhase.Build : ParameterPhase.Search;
        var all = IndexTypes.All.SelectMany(type => type.GetParameters(phase))
            .Where(rule => Array.Exists(table.Known, setting => setting.Key == rule.Name))
            .DistinctBy(rule => rule.Name)
            .ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        if (all.Count == 0 || !Array.Exists(table.Known, setting => setting.Key == "metric_type"))
        {
            return ([], null);
        }

        var type = phase == ParameterPhase.Build ? NameCompleter.ToText(bound["IndexType"]) : FindIndexType(bound);
        return (all, type is null || IndexTypes.Find(type) is not { } known || known.Name == IndexTypes.Auto
            ? null
            : known.GetParameters(phase).Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal));
    }

    // A search uses the index of its field; without -Field, there must be one vector index.
    private static string? FindIndexType(IDictionary bound)
    {
        if (NameCompleter.ToText(bound["Collection"]) is not { } collection)
        {
            return null;
        }

        var field = NameCompleter.ToText(bound["Field"]);
        var indexes = BoundedAsking.Ask(
            bound,
            $"indexes\n{collection}",
            (connection, call, token) => connection.Client.ListIndexesAsync(call, collection, token));
        var fitting = (indexes ?? [])
            .Where(index => field is null ? index.MetricType.Length > 0 : index.Field.Equals(field, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return fitting.Count == 1 ? fitting[0].IndexType : null;
    }
}
