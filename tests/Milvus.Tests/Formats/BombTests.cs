using System.IO.Compression;
using System.Text;
using Milvus.Formats;
using Milvus.Formats.Arrow;
using Milvus.Formats.Csv;
using Milvus.Formats.Json;
using Milvus.Formats.Numpy;
using Milvus.Formats.Parquet;
using Milvus.Formats.Reading;
using Milvus.Formats.Streams;
using Milvus.Formats.Text;
using Milvus.Formats.Vecs;

namespace Milvus.Tests.Formats;

/// <summary>
/// Small files whose content would take much memory are refused before it is taken. make_bombs.py made the files. The memory is what the
/// thread has allocated, whatever other tests do.
/// </summary>
public sealed class BombTests
{
    private const long MaxBytes = 48 << 20;
    // The buffer of a line doubles up to the limit of a row.
    private const long MaxLineBytes = 160 << 20;

    private static readonly Collection _schema = new()
    {
        Name = "c",
        Field =
        [
            new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
            new Field { Name = "t", Type = DataType.VarChar, MaxLength = 100 },
        ],
    };

    private static readonly Collection _vectors = new()
    {
        Name = "c",
        Field =
        [
            new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
            new Field { Name = "t", Type = DataType.FloatVector, Dimension = 128 },
        ],
    };

    [Theory]
    [Failure("S6")]
    [InlineData("text-zstd")]
    [InlineData("text-gzip")]
    [InlineData("text-brotli")]
    [InlineData("text-dictionary")]
    [InlineData("text-v2")]
    [InlineData("text-delta")]
    public void Bomb_Parquet_text_that_the_field_cannot_store_is_refused_before_it_is_unpacked(string name)
    {
        var refused = Refuse(MaxBytes, () => Read(new ParquetColumns(Open("Parquet", name + ".parquet")), _schema));

        Assert.Contains("column 't', row 1:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("at most 400 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("L4")]
    public void Bomb_Parquet_list_with_more_elements_than_the_field_is_refused_after_a_part_of_it()
    {
        var refused = Refuse(MaxBytes, () => Read(new ParquetColumns(Open("Parquet", "list.parquet")), _vectors));

        Assert.Contains("column 't', row 1: a list has more than", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S6")]
    public void Bomb_Arrow_buffer_that_is_larger_than_any_batch_of_texts_is_refused()
    {
        var refused = Refuse(MaxBytes, () => Read(new ArrowFile(Open("Formats", "text-zstd.feather")), _schema));

        Assert.Contains("a record batch of 320 MB is too large", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S6")]
    public void Bomb_lines_of_JSON_that_are_longer_than_a_row_are_refused() => Assert.Contains(
        "line 1: the row is longer than 64 MB",
        Refuse(MaxLineBytes, () =>
        {
            var lines = new LineSplitter(Zip("{\"t\":\"", (byte)'a', 65 << 20));
            while (lines.Next() is not null)
            {
                // A line that was read.
            }
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Bomb_document_of_JSON_with_a_long_row_is_refused() => Assert.Contains(
        "the row is longer than 64 MB",
        Refuse(MaxLineBytes, () => Assert.Empty(new JsonRowReader(Zip("[{\"t\":\"", (byte)'a', 65 << 20), JsonLayout.Any).Read())).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(",", 1 << 20, "line 1: the row has more than 10000 fields")]
    [InlineData("\"", 65 << 20, "million characters")]
    public void Bomb_CSV_of_many_columns_or_an_open_quote_is_refused(string start, int count, string reason) => Assert.Contains(
        reason,
        // A buffer of characters has two bytes for each.
        Refuse(4 * MaxLineBytes, () =>
        {
            using var text = new StreamReader(Zip(start, (byte)(start == "," ? ',' : 'a'), count));
            using var csv = new CsvReader(text);
            csv.Read();
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    [Failure("V10")]
    public void Bomb_CSV_of_a_million_columns_is_refused_at_the_maximum()
    {
        using var text = new StringReader(string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i}")) + "\n");
        using var csv = new CsvReader(text);

        var refused = Refuse(MaxLineBytes, () => csv.Read());

        Assert.Contains("line 1: the row has more than 10000 fields", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bomb_CSV_record_after_others_is_refused_with_its_line_and_quoted_separators_are_text()
    {
        var text = $"a,b\n\"{new string(',', 30_000)}\"\"\",x\n1{new string(',', 9_999)}\n{new string(',', 10_000)}\n";
        using var csv = new CsvReader(new StringReader(text));

        Assert.Equal("a|b", string.Join('|', csv.Read()!));
        Assert.Equal(30_001, csv.Read()![0]!.Length);
        Assert.Equal(10_000, csv.Read()!.Length);
        Assert.Contains("line 4: the row has more than 10000 fields", Refuse(MaxBytes, () => csv.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("S6")]
    [InlineData("{'descr': '<U25000000', 'fortran_order': False, 'shape': (1,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 30000000)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000, 0)}")]
    public void Bomb_NumPy_header_that_claims_large_rows_is_refused(string header)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)];

        Refuse(MaxBytes, () => Read(NumpyColumns.OpenOne(new MemoryStream(file), "t"), _schema));
    }

    [Fact]
    [Failure("S6")]
    public void Bomb_vectors_that_claim_many_components_are_refused() =>
        Refuse(MaxBytes, () => Assert.Empty(new VecsFile(Zip("\xff\xff\xff\x7f", 0, 1 << 20), VecsType.Floats, "t").ReadRows(default)));

    private static void Read(Milvus.Formats.Columns.IColumnFile file, Collection schema)
    {
        using (file)
        {
            _ = ColumnRowReader.Read(file, schema, names => [.. names], default).Count();
        }
    }

    private static RowFileException Refuse(long most, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<RowFileException>(read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        return refused;
    }

    private static FileStream Open(string folder, string name) =>
        File.OpenRead(Path.Combine(AppContext.BaseDirectory, folder, "bombs", name));

    // A start, and then a byte many times, compressed.
    private static GzipReader Zip(string start, byte rest, long count)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Encoding.Latin1.GetBytes(start));
            var block = new byte[1 << 20];
            block.AsSpan().Fill(rest);
            for (; count > 0; count -= block.Length)
            {
                zip.Write(block);
            }
        }

        packed.Position = 0;
        return new GzipReader(packed);
    }
}
