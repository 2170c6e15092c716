using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>The path of a value in JSON: keys of objects. A key that is a plain number is also an index of an array.</summary>
internal sealed class JsonPath
{
    public JsonPath(IEnumerable<string> keys)
    {
        Keys = [.. keys];
        Utf8Keys = [.. Keys.Select(Encoding.UTF8.GetBytes)];
        Indexes = [.. Keys.Select(ParseIndex)];
    }

    public IReadOnlyList<string> Keys { get; }

    public byte[][] Utf8Keys { get; }

    /// <summary>Each key as an index, or -1.</summary>
    public int[] Indexes { get; }

    public int Length => Utf8Keys.Length;

    /// <summary>The rule of JSON Pointer (RFC 6901): digits without leading zeros.</summary>
    private static int ParseIndex(string key) =>
        key is "0" || (key.Length > 0 && key[0] != '0')
            ? int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1
            : -1;
}
