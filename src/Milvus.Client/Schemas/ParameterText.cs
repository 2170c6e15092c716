using System.Collections;
using System.Globalization;
using System.Text.Json;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Schemas;

/// <summary>Parameters are sent as text: numbers in the invariant culture, booleans in lower case, the rest as JSON.</summary>
internal static class ParameterText
{
    internal static string Write(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        Enum or char => value.ToString()!,
        IDictionary or IEnumerable => ToJson(value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static string ToJson(object value)
    {
        try
        {
            return JsonValues.ToText(value);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"A parameter cannot be written as JSON: {failure.Message}", failure);
        }
    }

    internal static Protocol.KeyValuePair ToPair(string key, object? value) => new() { Key = key, Value = Write(value) };
}
