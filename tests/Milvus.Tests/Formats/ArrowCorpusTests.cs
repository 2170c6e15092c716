using System.Globalization;
using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Milvus.Formats;
using Milvus.Formats.Arrow;
using Milvus.Testing.Inputs;
using Milvus.Tests.Parquet;
using Xunit.Abstractions;

namespace Milvus.Tests.Formats;

/// <summary>
/// Arrow files, streams and Feather files of pyarrow with the values that pyarrow reads, and the same files with damage.
/// MILVUS_DAMAGED_ARROW is the number of damages of each.
/// </summary>
public sealed class ArrowCorpusTests(ITestOutputHelper output)
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Formats", "arrow");
    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_DAMAGED_ARROW");
    private static readonly int _damages = int.Parse(_number ?? "60", CultureInfo.InvariantCulture);

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
        var random = new Random(_number is null ? name.Length * 7919 : Environment.TickCount);
        var watch = new InputWatch(isAlone: _number is not null);
        for (var i = 0; i < _damages; i++)
        {
            var bytes = (byte[])whole.Clone();
            var (at, value) = (random.Next(bytes.Length), (byte)random.Next(256));
            bytes[at] = value;
            watch.Try(() => $"{name}, byte {at} is {value}", () => IsRead(bytes));
        }

        output.WriteLine($"{name}: {watch.Summary}");
    }

    [Theory]
    [Failure("V10")]
    [MemberData(nameof(Files))]
    public void ArrowCorpus_vector_of_the_metadata_that_is_too_long_takes_no_memory(string name)
    {
        // The highest bytes of the lengths, and of nearly everything else that has four bytes.
        var whole = File.ReadAllBytes(Path.Combine(_folder, name));
        var watch = new InputWatch(isAlone: false);
        for (var at = 3; at < whole.Length; at += sizeof(int))
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] = 0x37;
            watch.Try(() => $"{name}, byte {at} is {bytes[at]}", () => IsRead(bytes));
        }

        output.WriteLine($"{name}: {watch.Summary}");
        Assert.True(watch.Counts.Refused > 0, watch.Summary);
    }

    [Fact]
    public void ArrowCorpus_Feather_of_version_1_is_refused_by_its_name()
    {
        var refused = Assert.Throws<RowFileException>(() => new ArrowFile(new MemoryStream([.. "FEA1"u8, 0, 0, 0, 0, 1, 2, 3])));

        Assert.Contains("Feather of version 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S6")]
    public void ArrowCorpus_list_of_millions_of_nulls_in_a_small_file_takes_no_memory()
    {
        const int Items = 500_000_000;
        var type = new ListType(NullType.Default);
        var offsets = new ArrowBuffer.Builder<int>().Append(0).Append(Items).Build();
        using var list = new ListArray(type, 1, offsets, new NullArray(Items), ArrowBuffer.Empty);
        var schema = new Apache.Arrow.Schema.Builder().Field(new Apache.Arrow.Field("list", type, nullable: false)).Build();
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, [list], 1));
            writer.WriteEnd();
        }

        var refused = Assert.Throws<RowFileException>(() => Count(stream.ToArray()));

        Assert.Contains("column 'list', row 1: a list has 500000000 elements", refused.Message, StringComparison.Ordinal);
    }

    private static bool IsRead(byte[] bytes)
    {
        try
        {
            Assert.InRange(Count(bytes), 0, 100_000);
            return true;
        }
        catch (RowFileException)
        {
            return false;
        }
    }

    private static int Count(byte[] bytes)
    {
        using var file = new ArrowFile(new MemoryStream(bytes));
        return file.ReadRows(default).Take(100_000).Count();
    }
}
