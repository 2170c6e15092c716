using System.Text.Json;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>Reads values of analyzer parameters, and throws if they have another type.</summary>
internal static class AnalyzerJson
{
    public static string ReadString(JsonElement value, string label) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw AnalyzerFactory.CreateInvalid($"{label} should be string");

    public static IReadOnlyList<string> ReadStrings(JsonElement value, string label)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw AnalyzerFactory.CreateInvalid($"{label} should be array");
        }

        return [.. value.EnumerateArray().Select(item => ReadString(item, $"{label} list item"))];
    }
}
