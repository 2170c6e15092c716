using System.Collections;
using System.Globalization;

namespace Milvus.Values;

/// <summary>Parameter values as text: numbers in the invariant culture, booleans in lower case, lists and tables as JSON.</summary>
internal static class ParameterValues
{
    internal static string ToText(object? value) => EntityReader.Unwrap(value) switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        IDictionary or IEnumerable => EntityReader.ToJson(value!),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? string.Empty,
    };
}
