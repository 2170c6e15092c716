using System.Globalization;
using System.Text.Json.Nodes;
using Milvus.Formats;
using Milvus.Formats.Arrow;
using Milvus.Tests.Parquet;

namespace Milvus.Tests.Formats;

/// <summary>
/// Arrow files, streams and Feather files of pyarrow with the values that pyarrow reads, and the same files with damage.
/// MILVUS_DAMAGED_ARROW is the number of damages of each.
/// </summary>
public sealed class ArrowCorpusTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Formats", "arrow");
    private static readonly int _damages =
        int.Parse(Environment.GetEnvironmentVariable("MILVUS_DAMAGED_ARROW") ?? "60", CultureInfo.InvariantCulture);

    public static TheoryData<string> Files =>
        [
            .. Directory
                .GetFiles(_folder)
                .Select(file => Path.GetFileName(file)!)
                .Where(file => !file.EndsWith(".json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void ArrowCorpus_file_of_pyarrow_has_the_values_that_pyarrow_reads(string name)
    {
        using var file = new ArrowFile(File.OpenRead(Path.Combine(_folder, name)));

        var rows = file.ReadRows(default).Select(row => CorpusValues.Show(file.Columns, row)).ToList();

        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, Path.ChangeExtension(name, ".json"))))!
            .AsArray()
            .Select(row => row!.ToJsonString(CorpusValues.Relaxed));
        Assert.Equal(expected, rows);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ArrowCorpus_file_that_is_cut_off_is_refused(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(_folder, name));
        for (var i = 1; i < 20; i++)
        {
            var cut = whole[..(whole.Length * i / 20)];
            Assert.Throws<RowFileException>(() => Count(cut));
        }
    }

    [Theory]
    [Failure("V10")]
    [MemberData(nameof(Files))]
    public void ArrowCorpus_damaged_file_is_read_or_refused_and_never_hangs(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(_folder, name));
        var random = new Random(name.Length * 7919);
        for (var i = 0; i < _damages; i++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Assert.InRange(Count(bytes), 0, 100_000);
            }
            catch (RowFileException)
            {
                // Refused with the exception that callers expect.
            }
        }
    }

    [Fact]
    public void ArrowCorpus_Feather_of_version_1_is_refused_by_its_name()
    {
        var refused = Assert.Throws<RowFileException>(() => new ArrowFile(new MemoryStream([.. "FEA1"u8, 0, 0, 0, 0, 1, 2, 3])));

        Assert.Contains("Feather of version 1", refused.Message, StringComparison.Ordinal);
    }

    private static int Count(byte[] bytes)
    {
        using var file = new ArrowFile(new MemoryStream(bytes));
        return file.ReadRows(default).Take(100_000).Count();
    }
}
