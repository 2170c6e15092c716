using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Parquet;
using Milvus.Parquet.Format;

namespace Milvus.Tests.Parquet;

/// <summary>Files of pyarrow with the values that pyarrow reads from them, and the same files with damage.</summary>
public sealed class ParquetCorpusTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Parquet", "corpus");
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(_folder, "*.parquet").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ParquetCorpus_file_of_pyarrow_has_the_values_that_pyarrow_reads(string name)
    {
        using var stream = File.OpenRead(Path.Combine(_folder, name + ".parquet"));
        var file = ParquetFile.Open(stream);

        var rows = file.ReadRows(file.Columns, default).Select(row => Shown(file.Columns, row)).ToList();

        var expected = JsonNode
            .Parse(File.ReadAllText(Path.Combine(_folder, name + ".json")))!
            .AsArray()
            .Select(row => row!.ToJsonString(_relaxed));
        Assert.Equal(expected, rows);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ParquetCorpus_damaged_file_is_read_or_refused_and_never_hangs(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(_folder, name + ".parquet"));
        var random = new Random(name.Length * 7919);
        for (var i = 0; i < 120; i++)
        {
            var bytes = (byte[])whole.Clone();
            // Half of the damage is in the footer, which contains the bounds of loops.
            var from = i % 2 == 0 ? 4 : Math.Max(4, bytes.Length - 1200);
            bytes[random.Next(from, bytes.Length - 4)] = (byte)random.Next(256);
            ReadAll(i % 10 == 9 ? bytes[..random.Next(bytes.Length)] : bytes);
        }
    }

    [Fact]
    public void ParquetCorpus_footer_with_a_changed_last_byte_is_refused_at_once()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Parquet", "hang.parquet"));

        var refused = Assert.Throws<ParquetException>(() => ParquetFile.Open(stream));

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
    }

    private static void ReadAll(byte[] bytes)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var file = ParquetFile.Open(new MemoryStream(bytes));
            // The number of rows of a column with only nulls cannot be verified, so a damaged one may be accepted.
            Assert.InRange(file.ReadRows(file.Columns, time.Token).Take(100_000).Count(), 0, 100_000);
        }
        catch (ParquetException)
        {
            // Refused with the exception that callers expect.
        }
    }

    private static string Shown(IReadOnlyList<ParquetNode> columns, object?[] row) =>
        new JsonArray([.. row.Select((value, i) => Shown(columns[i], value))]).ToJsonString(_relaxed);

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
