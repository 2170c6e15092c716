using System.Text.Json;
using Milvus.Core.Marshalling.Values;

namespace Milvus.DesiredState;

/// <summary>Reads a .json file as tables, lists and constants.</summary>
internal static class JsonData
{
    private static readonly JsonDocumentOptions _options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The value of a file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="problems">Gets names that are twice in one object.</param>
    /// <exception cref="MilvusException">The text is not JSON.</exception>
    internal static object? Read(string text, string file, StateProblems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            return Convert(document.RootElement, string.Empty, problems);
        }
        catch (JsonException failure)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{file}' is not a file of a desired state: {JsonReading.GetFileReason(failure)}.",
                failure)
            {
                RecommendedAction = "Export-MilvusDesiredState writes such files.",
            };
        }
    }

    private static object? Convert(JsonElement element, string path, StateProblems problems) => element.ValueKind switch
    {
        JsonValueKind.Object => ConvertTable(element, path, problems),
        JsonValueKind.Array => element.EnumerateArray().Select((item, i) => Convert(item, $"{path}[{i}]", problems)).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static Dictionary<string, object?> ConvertTable(JsonElement element, string path, StateProblems problems)
    {
        // The names of properties and parameters are case-sensitive, so the parser compares the keys of objects itself.
        var table = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var place = path.Length > 0 ? $"{path}.{member.Name}" : member.Name;
            if (!table.TryAdd(member.Name, Convert(member.Value, place, problems)))
            {
                problems.Add(place, "the key is named twice.");
            }
        }

        return table;
    }
}
