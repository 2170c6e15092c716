using System.Runtime.CompilerServices;
using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Text.Analysis;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Fields;

/// <summary>The analyzers of a field: one, or several that are selected by another field of the row.</summary>
internal sealed class FieldAnalyzers
{
    private const string Default = "default";

    private static readonly ConditionalWeakTable<FieldSchema, FieldAnalyzers> _known = [];

    private readonly Dictionary<string, Analyzer> _byName;

    private FieldAnalyzers(Dictionary<string, Analyzer> byName, string? byField)
    {
        _byName = byName;
        ByField = byField;
    }

    /// <summary>The field whose value names the analyzer of a row; null if there is only one analyzer.</summary>
    public string? ByField { get; }

    /// <summary>The analyzers of a field. They are created once, because a schema does not change.</summary>
    /// <exception cref="MilvusError">The parameters are malformed or name something that the engine does not support.</exception>
    public static FieldAnalyzers Of(FieldSchema field) => _known.GetValue(field, Create);

    /// <summary>The analyzer of a name or alias; the default analyzer if the name is unknown or null.</summary>
    public Analyzer Find(string? name) => name is not null && _byName.TryGetValue(name, out var analyzer) ? analyzer : _byName[Default];

    private static FieldAnalyzers Create(FieldSchema field) =>
        field.TypeParams.Find(TextParameters.MultiAnalyzerParams) is { Length: > 0 } several
            ? CreateSeveral(several)
            : new FieldAnalyzers(
                new() { [Default] = AnalyzerFactory.Create(field.TypeParams.Find(TextParameters.AnalyzerParams) ?? "") },
                null);

    private static FieldAnalyzers CreateSeveral(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return CreateSeveral(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw MilvusError.Parameter($"multi analyzer params are not JSON: {exception.Message}");
        }
    }

    private static FieldAnalyzers CreateSeveral(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("by_field", out var byField))
        {
            throw MilvusError.Parameter("multi analyzer params now must set by_field to specify with field decide analyzer");
        }

        if (byField.ValueKind != JsonValueKind.String)
        {
            throw MilvusError.Parameter($"multi analyzer params by_field must be string but now: {byField.GetRawText()}");
        }

        if (!parameters.TryGetProperty("analyzers", out var analyzers) || analyzers.ValueKind != JsonValueKind.Object)
        {
            throw MilvusError.Parameter("multi analyzer params must set analyzers ");
        }

        var byName = new Dictionary<string, Analyzer>(StringComparer.Ordinal);
        foreach (var analyzer in analyzers.EnumerateObject())
        {
            byName[analyzer.Name] = Create(analyzer);
        }

        if (!byName.ContainsKey(Default))
        {
            throw MilvusError.Parameter("multi analyzer must set default analyzer for all unknown value");
        }

        AddAliases(parameters, byName);
        return new FieldAnalyzers(byName, byField.GetString());
    }

    private static Analyzer Create(JsonProperty analyzer)
    {
        try
        {
            return AnalyzerFactory.Create(analyzer.Value);
        }
        catch (MilvusError error)
        {
            throw new MilvusError(error.Code, $"analyzer {analyzer.Name} params invalid: {error.Message}");
        }
    }

    private static void AddAliases(JsonElement parameters, Dictionary<string, Analyzer> byName)
    {
        if (!parameters.TryGetProperty("alias", out var aliases))
        {
            return;
        }

        if (aliases.ValueKind != JsonValueKind.Object)
        {
            throw MilvusError.Parameter("multi analyzer alias must be a json map");
        }

        foreach (var alias in aliases.EnumerateObject())
        {
            if (alias.Value.ValueKind != JsonValueKind.String || !byName.TryGetValue(alias.Value.GetString()!, out var analyzer))
            {
                throw MilvusError.Parameter($"multi analyzer alias {alias.Name} names no analyzer");
            }

            byName.TryAdd(alias.Name, analyzer);
        }
    }
}
