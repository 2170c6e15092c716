using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>The way to a value in JSON: keys of objects and, where a key is a plain number, indexes of arrays.</summary>
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

    /// <summary>The key as an index, or -1.</summary>
    public int[] Indexes { get; }

    public int Length => Utf8Keys.Length;

    /// <summary>As in a JSON pointer: digits without leading zeros.</summary>
    private static int ParseIndex(string key) =>
        key is "0" || (key.Length > 0 && key[0] != '0')
            ? int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1
            : -1;
}
