using System.Globalization;
using System.Text.Json.Nodes;
using Milvus.Parquet;
using Milvus.Parquet.Format;
using Milvus.Testing.Inputs;
using Xunit.Abstractions;

namespace Milvus.Tests.Parquet;

/// <summary>
/// Files of pyarrow with the values that pyarrow reads from them, and the same files with damage.
/// MILVUS_DAMAGED_PARQUET is the number of damages of each.
/// </summary>
public sealed class ParquetCorpusTests(ITestOutputHelper output)
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Parquet", "corpus");
    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_DAMAGED_PARQUET");
    private static readonly int _damages = int.Parse(_number ?? "120", CultureInfo.InvariantCulture);

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(_folder, "*.parquet").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ParquetCorpus_file_of_pyarrow_has_the_values_that_pyarrow_reads(string name)
    {
        using var stream = File.OpenRead(Path.Combine(_folder, name + ".parquet"));
        var file = ParquetFile.Open(stream);

        var rows = file.ReadRows(file.Columns, default).Select(row => CorpusValues.Show(file.Columns, row)).ToList();

        var expected = JsonNode
            .Parse(File.ReadAllText(Path.Combine(_folder, name + ".json")))!
            .AsArray()
            .Select(row => row!.ToJsonString(CorpusValues.Relaxed));
        Assert.Equal(expected, rows);
    }

    [Theory]
    [Failure("V10")]
    [MemberData(nameof(Files))]
    public void ParquetCorpus_damaged_file_is_read_or_refused_and_never_hangs(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(_folder, name + ".parquet"));
        var random = new Random(_number is null ? name.Length * 7919 : Environment.TickCount);
        var watch = new InputWatch(isAlone: _number is not null);
        for (var i = 0; i < _damages; i++)
        {
            var bytes = (byte[])whole.Clone();
            // Half of the damage is in the footer, which contains the bounds of loops.
            var from = i % 2 == 0 ? 4 : Math.Max(4, bytes.Length - 1200);
            var (at, value) = (random.Next(from, bytes.Length - 4), (byte)random.Next(256));
            var length = i % 10 == 9 ? random.Next(bytes.Length) : bytes.Length;
            bytes[at] = value;
            watch.Try(() => $"{name}, byte {at} is {value}, {length} bytes", () => IsRead(bytes[..length]));
        }

        output.WriteLine($"{name}: {watch.Summary}");
    }

    [Fact]
    public void ParquetCorpus_footer_with_a_changed_last_byte_is_refused_at_once()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Parquet", "hang.parquet"));

        var refused = Assert.Throws<ParquetException>(() => ParquetFile.Open(stream));

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
    }

    private static bool IsRead(byte[] bytes)
    {
        try
        {
            var file = ParquetFile.Open(new MemoryStream(bytes));
            // The number of rows of a column with only nulls cannot be verified, so a damaged one may be accepted.
            Assert.InRange(file.ReadRows(file.Columns, default).Take(100_000).Count(), 0, 100_000);
            return true;
        }
        catch (ParquetException)
        {
            return false;
        }
    }
}
