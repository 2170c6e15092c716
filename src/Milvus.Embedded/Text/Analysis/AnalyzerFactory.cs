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
            return CreateStandard([]);
        }

        try
        {
            using var document = JsonDocument.Parse(parameters);
            return Create(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw CreateInvalid($"the parameters are not JSON: {exception.Message}");
        }
    }

    public static Analyzer Create(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            throw CreateInvalid("params should be a json map");
        }

        if (!parameters.EnumerateObject().Any())
        {
            return CreateStandard([]);
        }

        return parameters.TryGetProperty("type", out var type) ? CreateBuiltIn(type, parameters) : CreateCustom(parameters);
    }

    /// <summary>An error in the parameters, in the form that Milvus reports.</summary>
    public static MilvusError CreateInvalid(string message) => MilvusError.Parameter("build analyzer failed: " + message);

    private static Analyzer CreateBuiltIn(JsonElement type, JsonElement parameters)
    {
        if (type.ValueKind != JsonValueKind.String)
        {
            throw CreateInvalid("analyzer type should be string");
        }

        var stopWords = parameters.TryGetProperty("stop_words", out var list)
            ? AnalyzerJson.ReadStrings(list, "filter stop_words") : [];
        return type.GetString() switch
        {
            "standard" => CreateStandard(stopWords),
            "english" => CreateEnglish(stopWords),
            // This analyzer depends on its dictionary. Another dictionary would yield other words.
            "chinese" => throw CreateInvalid("the analyzer chinese needs the dictionary of jieba, which this engine does not have"),
            var other => throw CreateInvalid($"unknown build-in analyzer type: {other}"),
        };
    }

    private static Analyzer CreateStandard(IReadOnlyList<string> stopWords) =>
        new(RunTokenizer.Standard, [MapFilter.Lowercase, .. Stop(stopWords)]);

    /// <summary>Stop words are removed after stemming, as in Milvus.</summary>
    private static Analyzer CreateEnglish(IReadOnlyList<string> stopWords) =>
        new(RunTokenizer.Standard, [MapFilter.Lowercase, Stemmers.Find("english")!, .. Stop(["_english_", .. stopWords])]);

    private static IEnumerable<ITokenFilter> Stop(IReadOnlyList<string> words) =>
        words.Count > 0 ? [KeepFilter.Stop(StopWords.Of(words))] : [];

    private static Analyzer CreateCustom(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("tokenizer", out var tokenizer))
        {
            throw CreateInvalid("tokenizer name or type must be set");
        }

        var splits = CreateTokenizer(tokenizer);
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
                    throw CreateInvalid("filter params should be array");
                default:
                    throw CreateInvalid($"unknown analyzer option key: {option.Name}");
            }
        }

        return new Analyzer(splits, filters);
    }

    private static ITokenizer CreateTokenizer(JsonElement tokenizer)
    {
        var name = tokenizer.ValueKind switch
        {
            JsonValueKind.String => tokenizer.GetString()!,
            JsonValueKind.Object when !tokenizer.TryGetProperty("type", out _) => throw CreateInvalid("costum tokenizer must set type"),
            JsonValueKind.Object => AnalyzerJson.ReadString(tokenizer.GetProperty("type"), "tokenizer type"),
            _ => throw CreateInvalid("tokenizer name should be string or dict"),
        };
        if (name == "standard" && tokenizer.ValueKind == JsonValueKind.Object
            && tokenizer.TryGetProperty("uax29", out var words) && words.ValueKind == JsonValueKind.True)
        {
            throw CreateInvalid("the standard tokenizer of this engine does not have uax29");
        }

        return name switch
        {
            "standard" => RunTokenizer.Standard,
            "whitespace" => RunTokenizer.Whitespace,
            "jieba" or "lindera" or "icu" or "language_identifier" or "grpc" =>
                throw CreateInvalid($"the tokenizer {name} needs dictionaries or services that this engine does not have"),
            _ => throw CreateInvalid($"unsupported tokenizer: {name}"),
        };
    }
}
