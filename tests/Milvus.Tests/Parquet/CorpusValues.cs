using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Parquet.Format;

namespace Milvus.Tests.Parquet;

/// <summary>Rows in the form in which dump_corpus.py writes what pyarrow reads.</summary>
internal static class CorpusValues
{
    internal static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Show(IReadOnlyList<ParquetNode> columns, object?[] row) =>
        new JsonArray([.. row.Select((value, i) => Shown(columns[i], value))]).ToJsonString(Relaxed);

    private static JsonNode? Shown(ParquetNode node, object? value) => value switch
    {
        null => null,
        bool flag => flag,
        string text when node.Leaf!.Type == LeafType.Decimal => "d" + text,
        string text when node.Leaf!.Type == LeafType.Timestamp => "t" + Nanos(text),
        string text => text,
        float.NaN or double.NaN => "nan",
        float single => "f" + Float(single),
        double wide => "f" + Float(wide),
        Half half => "f" + Float((double)half),
        byte[] bytes when node.Leaf is not null => "b" + Convert.ToHexStringLower(bytes),
        decimal exact => "d" + exact.ToString(CultureInfo.InvariantCulture),
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"t{(Int128)(time.Ticks - DateTime.UnixEpoch.Ticks) * 100}"),
        DateOnly date => "D" + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => "T" + time.ToString(time.Ticks % 10_000_000 == 0 ? "HH:mm:ss" : "HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        Array items => new JsonArray([.. items.Cast<object?>().Select(item => Shown(node.Item!, item))]),
        Dictionary<string, object?> parts when node.Kind == NodeKind.Struct =>
            new JsonObject(node.Children.Select(child => KeyValuePair.Create(child.Name, Shown(child, parts[child.Name])))),
        Dictionary<string, object?> map => Map(node, map.Select(pair => ((object)pair.Key, pair.Value))),
        Dictionary<object, object?> map => Map(node, map.Select(pair => (pair.Key, pair.Value))),
        _ => "n" + Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static JsonNode Map(ParquetNode node, IEnumerable<(object Key, object? Value)> pairs)
    {
        var shown = pairs
            .Select(pair => (JsonNode?)new JsonArray(Shown(node.Children[0], pair.Key), Shown(node.Children[1], pair.Value)))
            .ToArray();
        return shown.Length == 0 ? new JsonArray() : new JsonObject { ["!map"] = new JsonArray(shown) };
    }

    // The format of floats in Python.
    private static string Float(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? text.Replace("E+", "e+", StringComparison.Ordinal)
            : text.Contains('.', StringComparison.Ordinal) ? text
            : text + ".0";
    }

    private static string Nanos(string text)
    {
        var whole = DateTime.Parse(text[..^2], CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{((Int128)(whole.Ticks - DateTime.UnixEpoch.Ticks) * 100) + int.Parse(text[^2..], CultureInfo.InvariantCulture)}");
    }
}
