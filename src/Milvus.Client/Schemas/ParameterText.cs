using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Milvus.Client.Schemas;

/// <summary>Parameters go over the wire as text: numbers in the invariant culture, booleans in lower case, the rest as JSON.</summary>
internal static class ParameterText
{
    internal static string Of(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        Enum or char => value.ToString()!,
        IDictionary or IEnumerable => JsonSerializer.Serialize(value, value.GetType()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    internal static Protocol.KeyValuePair Pair(string key, object? value) => new() { Key = key, Value = Of(value) };
}
