using System.Text.Json;
using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Creates analyzers from analyzer_params of Milvus: a JSON object with `type`, or with `tokenizer` and `filter`.</summary>
internal static class AnalyzerFactory
{
    /// <summary>Creates the analyzer of the parameters; the standard analyzer if they are empty.</summary>
    /// <exception cref="MilvusError">The parameters are malformed or name something that the engine does not support.</exception>
    public static Analyzer Create(string parameters)
    {
        if (parameters.Length == 0)
        {
            return Standard([]);
        }

        try
        {
            using var document = JsonDocument.Parse(parameters);
            return Create(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Invalid($"the parameters are not JSON: {exception.Message}");
        }
    }

    public static Analyzer Create(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("params should be a json map");
        }

        if (!parameters.EnumerateObject().Any())
        {
            return Standard([]);
        }

        return parameters.TryGetProperty("type", out var type) ? BuiltIn(type, parameters) : Custom(parameters);
    }

    /// <summary>An error in the parameters, in the form that Milvus reports.</summary>
    public static MilvusError Invalid(string message) => MilvusError.Parameter("build analyzer failed: " + message);

    private static Analyzer BuiltIn(JsonElement type, JsonElement parameters)
    {
        if (type.ValueKind != JsonValueKind.String)
        {
            throw Invalid("analyzer type should be string");
        }

        var stopWords = parameters.TryGetProperty("stop_words", out var list)
            ? AnalyzerJson.Strings(list, "filter stop_words") : [];
        return type.GetString() switch
        {
            "standard" => Standard(stopWords),
            "english" => English(stopWords),
            // This analyzer depends on its dictionary. Another dictionary would yield other words.
            "chinese" => throw Invalid("the analyzer chinese needs the dictionary of jieba, which this engine does not have"),
            var other => throw Invalid($"unknown build-in analyzer type: {other}"),
        };
    }

    private static Analyzer Standard(IReadOnlyList<string> stopWords) =>
        new(RunTokenizer.Standard, [MapFilter.Lowercase, .. Stop(stopWords)]);

    /// <summary>Stop words are removed after stemming, as in Milvus.</summary>
    private static Analyzer English(IReadOnlyList<string> stopWords) =>
        new(RunTokenizer.Standard, [MapFilter.Lowercase, Stemmers.Find("english")!, .. Stop(["_english_", .. stopWords])]);

    private static IEnumerable<ITokenFilter> Stop(IReadOnlyList<string> words) =>
        words.Count > 0 ? [KeepFilter.Stop(StopWords.Of(words))] : [];

    private static Analyzer Custom(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("tokenizer", out var tokenizer))
        {
            throw Invalid("tokenizer name or type must be set");
        }

        var splits = Tokenizer(tokenizer);
        var filters = new List<ITokenFilter>();
        foreach (var option in parameters.EnumerateObject())
        {
            switch (option.Name)
            {
                case "tokenizer":
                    break;
                case "filter" when option.Value.ValueKind == JsonValueKind.Array:
                    filters.AddRange(option.Value.EnumerateArray().Select(TokenFilters.Create));
                    break;
                case "filter":
                    throw Invalid("filter params should be array");
                default:
                    throw Invalid($"unknown analyzer option key: {option.Name}");
            }
        }

        return new Analyzer(splits, filters);
    }

    private static ITokenizer Tokenizer(JsonElement tokenizer)
    {
        var name = tokenizer.ValueKind switch
        {
            JsonValueKind.String => tokenizer.GetString()!,
            JsonValueKind.Object when !tokenizer.TryGetProperty("type", out _) => throw Invalid("costum tokenizer must set type"),
            JsonValueKind.Object => AnalyzerJson.String(tokenizer.GetProperty("type"), "tokenizer type"),
            _ => throw Invalid("tokenizer name should be string or dict"),
        };
        if (name == "standard" && tokenizer.ValueKind == JsonValueKind.Object
            && tokenizer.TryGetProperty("uax29", out var words) && words.ValueKind == JsonValueKind.True)
        {
            throw Invalid("the standard tokenizer of this engine does not have uax29");
        }

        return name switch
        {
            "standard" => RunTokenizer.Standard,
            "whitespace" => RunTokenizer.Whitespace,
            "jieba" or "lindera" or "icu" or "language_identifier" or "grpc" =>
                throw Invalid($"the tokenizer {name} needs dictionaries or services that this engine does not have"),
            _ => throw Invalid($"unsupported tokenizer: {name}"),
        };
    }
}
