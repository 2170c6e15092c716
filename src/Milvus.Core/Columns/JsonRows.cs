namespace Milvus;

/// <summary>Reads a row from a line of JSON.</summary>
internal static class JsonRows
{
    internal static IReadOnlyList<KeyValuePair<string, object?>> Parse(string line) => Parse(System.Text.Encoding.UTF8.GetBytes(line));

    internal static IReadOnlyList<KeyValuePair<string, object?>> Parse(ReadOnlyMemory<byte> line) =>
        throw new InvalidOperationException(line.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
