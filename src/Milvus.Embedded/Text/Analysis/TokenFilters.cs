using System.Text.Json;
using System.Text.RegularExpressions;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Creates a filter from its name, or from an object with `type` and parameters.</summary>
internal static class TokenFilters
{
    public static ITokenFilter Create(JsonElement filter) =>
        filter.ValueKind switch
        {
            JsonValueKind.String => CreateByName(filter.GetString()!),
            JsonValueKind.Object when filter.TryGetProperty("type", out var type) => CreateByType(
                AnalyzerJson.ReadString(type, "filter type"),
                filter),
            JsonValueKind.Object => throw AnalyzerFactory.CreateInvalid("no type field in filter params"),
            _ => throw AnalyzerFactory.CreateInvalid("a filter should be string or dict"),
        };

    private static ITokenFilter CreateByName(string name) => name switch
    {
        "lowercase" => MapFilter.Lowercase,
        "asciifolding" => MapFilter.AsciiFolding,
        "alphanumonly" => KeepFilter.AlphaNumOnly,
        "cncharonly" => KeepFilter.CnCharOnly,
        "cnalphanumonly" => KeepFilter.CnAlphaNumOnly,
        "removepunct" => KeepFilter.RemovePunct,
        _ => throw AnalyzerFactory.CreateInvalid($"filter not found :{name}"),
    };

    private static ITokenFilter CreateByType(string type, JsonElement filter) => type switch
    {
        "length" => Length(filter),
        "stop" => Stop(filter),
        "decompounder" => Decompounder(filter),
        "stemmer" => Stemmer(filter),
        "regex" => Matching(filter),
        "synonym" or "pinyin" => throw AnalyzerFactory.CreateInvalid($"this engine does not have the filter {type}"),
        _ => throw AnalyzerFactory.CreateInvalid($"unsupport filter type: {type}"),
    };

    private static KeepFilter Length(JsonElement filter) =>
        filter.TryGetProperty("max", out var maximum) && maximum.ValueKind == JsonValueKind.Number && maximum.TryGetUInt64(out var bytes)
            ? KeepFilter.Length(bytes)
            : throw AnalyzerFactory.CreateInvalid("length max param was none or not uint");

    private static KeepFilter Stop(JsonElement filter)
    {
        RefuseFile(filter, "stop_words_file");
        return filter.TryGetProperty("stop_words", out var words)
            ? KeepFilter.Stop(StopWords.Of(AnalyzerJson.ReadStrings(words, "stop_words filter")))
            : throw AnalyzerFactory.CreateInvalid("stop filter stop_words can't be empty");
    }

    private static DecompounderFilter Decompounder(JsonElement filter)
    {
        RefuseFile(filter, "word_list_file");
        var words = filter.TryGetProperty("word_list", out var list) ? AnalyzerJson.ReadStrings(list, "decompounder word list") : [];
        return words.Count > 0 ? new DecompounderFilter(words) : throw AnalyzerFactory.CreateInvalid("decompounder word list is empty");
    }

    private static MapFilter Stemmer(JsonElement filter)
    {
        var language = filter.TryGetProperty("language", out var name)
            ? AnalyzerJson.ReadString(name, "stemmer language field")
            : throw AnalyzerFactory.CreateInvalid("stemmer language field should be string");
        if (Stemmers.Missing.Contains(language, StringComparer.OrdinalIgnoreCase))
        {
            throw AnalyzerFactory.CreateInvalid($"this engine does not have a stemmer for {language}");
        }

        return Stemmers.Find(language) ?? throw AnalyzerFactory.CreateInvalid($"create stemmer failed : unsupport language: {language}");
    }

    private static KeepFilter Matching(JsonElement filter)
    {
        var text = filter.TryGetProperty("expr", out var given)
            ? AnalyzerJson.ReadString(given, "expr")
            : throw AnalyzerFactory.CreateInvalid("must set expr for regex filter");
        try
        {
            return KeepFilter.Matching(new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        }
        catch (ArgumentException exception)
        {
            throw AnalyzerFactory.CreateInvalid($"regex expression invalid, expr:{text}, err: {exception.Message}");
        }
    }

    private static void RefuseFile(JsonElement filter, string key)
    {
        if (filter.TryGetProperty(key, out _))
        {
            throw AnalyzerFactory.CreateInvalid($"this engine has no file resources: write the words into the filter instead of {key}");
        }
    }
}
