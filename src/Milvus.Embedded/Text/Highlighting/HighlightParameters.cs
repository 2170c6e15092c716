using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Highlighting;

/// <summary>The validated parameters of a lexical highlighter.</summary>
/// <param name="PreTags">The texts before the first, second and following hits of a fragment. They are repeated if there are more
/// hits.</param>
/// <param name="PostTags">The texts after the hits.</param>
/// <param name="FragmentSize">The size of a fragment in characters. A hit at its end makes it longer.</param>
/// <param name="FragmentOffset">The number of characters before the first hit of a fragment.</param>
/// <param name="Fragments">The maximum number of fragments of a text.</param>
/// <param name="SearchText">Whether the terms of the search texts are highlighted.</param>
/// <param name="Queries">Further texts whose terms are highlighted in a field.</param>
internal sealed record HighlightParameters(
    IReadOnlyList<string> PreTags, IReadOnlyList<string> PostTags, int FragmentSize, int FragmentOffset, int Fragments, bool SearchText,
    IReadOnlyList<(string Field, string Text)> Queries)
{
    public static HighlightParameters Of(Highlighter highlighter)
    {
        if (highlighter.Type != HighlightType.Lexical)
        {
            throw MilvusError.Parameter($"highlighters of type {highlighter.Type} need a model, which this engine does not have");
        }

        var given = highlighter.Params;
        return new HighlightParameters(
            Tags(given, "pre_tags", "<em>"),
            Tags(given, "post_tags", "</em>"),
            Number(given, "fragment_size", 100, lowest: 1),
            Number(given, "fragment_offset", 0, lowest: 0),
            Number(given, "num_of_fragments", 5, lowest: 0),
            ReadBoolean(given, "highlight_search_text"),
            // The parameter had a shorter name before Milvus 3.0.
            [.. QueriesOf(given.Find("highlight_query") ?? given.Find("queries"))]);
    }

    private static IReadOnlyList<string> Tags(IEnumerable<KeyValuePair> given, string key, string otherwise)
    {
        if (given.Find(key) is not { } text)
        {
            return [otherwise];
        }

        try
        {
            var tags = JsonSerializer.Deserialize<string[]>(text);
            return tags is { Length: > 0 } ? tags : throw MilvusError.Parameter($"{key} cannot be empty list");
        }
        catch (JsonException exception)
        {
            throw MilvusError.Parameter($"unmarshal {key} as string array failed: {exception.Message}");
        }
    }

    private static int Number(IEnumerable<KeyValuePair> given, string key, int otherwise, int lowest) => given.Find(key) is not { } text
        ? otherwise
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= lowest
            ? (int)Math.Min(number, int.MaxValue / 2)
            : throw MilvusError.Parameter($"invalid {key}: {text}");

    private static bool ReadBoolean(IEnumerable<KeyValuePair> given, string key) => given.Find(key) switch
    {
        null or "false" or "False" or "FALSE" or "f" or "F" or "0" => false,
        "true" or "True" or "TRUE" or "t" or "T" or "1" => true,
        var text => throw MilvusError.Parameter($"unmarshal {key} as bool failed: {text}"),
    };

    private static IEnumerable<(string Field, string Text)> QueriesOf(string? text)
    {
        if (text is null)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(QueryOf)]
                : throw MilvusError.Parameter("unmarshal highlight queries as json array failed");
        }
        catch (JsonException exception)
        {
            throw MilvusError.Parameter($"unmarshal highlight queries as json array failed: {exception.Message}");
        }
    }

    private static (string Field, string Text) QueryOf(JsonElement query)
    {
        if (query.ValueKind != JsonValueKind.Object)
        {
            throw MilvusError.Parameter("unmarshal highlight queries failed: item in array is not json object");
        }

        var text = Member(query, "text");
        var type = Member(query, "type");
        return type == "TextMatch"
            ? (Member(query, "field"), text)
            : throw MilvusError.Parameter($"unmarshal highlight queries failed: invalid highlight query type: {type}");
    }

    private static string Member(JsonElement query, string name)
    {
        if (!query.TryGetProperty(name, out var value))
        {
            throw MilvusError.Parameter($"unmarshal highlight queries failed: must set `{name}` in query");
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw MilvusError.Parameter($"unmarshal highlight queries failed: `{name}` must be string");
    }
}
