using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Milvus.Help;

/// <summary>
/// The value of a parameter that is not given, as text: what its property has after the cmdlet is created. Null, zero and what is empty
/// mean that the cmdlet decides, as the text of the parameter says.
/// </summary>
internal static class DefaultValue
{
    internal const string Off = "False";

    internal static string? Of(object cmdlet, PropertyInfo property) => property.GetValue(cmdlet) switch
    {
        null => null,
        0 or 0L or 0.0 or "" or ICollection { Count: 0 } => null,
        Array values => string.Join(", ", values.Cast<object>().Select(Text)),
        var value => Text(value),
    };

    private static string Text(object value) => value is IFormattable number
        ? number.ToString(null, CultureInfo.InvariantCulture)
        : value.ToString() ?? string.Empty;
}
