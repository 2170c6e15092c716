using System.Globalization;
using System.Net;
using System.Xml;

namespace Milvus.Core.Marshalling.Values;

/// <summary>
/// The text of a value that is neither a number nor a list. Rows, JSON, keys and filters share it, so that a value in a filter is the
/// stored value. It does not depend on the culture.
/// </summary>
internal static class PlainText
{
    /// <summary>The text; null for a value that has none.</summary>
    internal static string? ToText(object? value) => value switch
    {
        string text => text,
        JsonString marked => marked.Text,
        char letter => letter.ToString(),
        Enum name => name.ToString(),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => XmlConvert.ToString(span),
        Guid guid => guid.ToString(),
        // ToString would decode escaped characters.
        Uri address => address.OriginalString,
        Version or IPAddress => value.ToString(),
        _ => null,
    };
}
