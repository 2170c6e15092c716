using Milvus.Formats.Arrow;
using Milvus.Formats.Columns;
using Milvus.Formats.Parquet;
using Milvus.Formats.Reading;

namespace Milvus.Tests.Formats;

/// <summary>Values of typed columns for the fields of a collection.</summary>
public sealed class ColumnRowReaderTests
{
    private static readonly string[] _times =
    [
        "2024-02-29T12:34:56.7890000", "2024-02-29T12:34:56.7891230", "2024-02-29T12:34:56.7891230Z", "2024-02-29T12:34:56.789123456",
        "0001-01-01T00:00:00.0000000", "1900-01-01", "23:59:59.0000000", "23:59:59.0000050",
    ];

    [Fact]
    public void ColumnRowReader_dates_and_times_of_Parquet_are_ISO_text_in_text_fields() =>
        Assert.Equal(_times, ReadFirst(new ParquetColumns(Open("Parquet", "corpus", "times.parquet"))));

    [Fact]
    public void ColumnRowReader_dates_and_times_of_Arrow_are_ISO_text_in_text_fields()
    {
        var values = ReadFirst(new ArrowFile(Open("Formats", "arrow", "times.arrow"))).ToList();

        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Matches("^([0-9]{4}-[0-9]{2}-[0-9]{2})?(T?[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]+Z?)?$", value));
    }

    [Fact]
    public void ColumnRowReader_decimals_keep_their_digits_in_text_fields() => Assert.All(
        ReadFirst(new ParquetColumns(Open("Parquet", "corpus", "decimal.parquet"))),
        value => Assert.Matches("^-?[0-9]+([.][0-9]+)?$", value));

    private static IEnumerable<string> ReadFirst(IColumnFile file)
    {
        using (file)
        {
            var schema = new Collection
            {
                Name = "c",
                Field = [.. file.Names.Select(name => new Field { Name = name, Type = DataType.VarChar, MaxLength = 100 })],
            };
            return [.. ColumnRowReader.Read(file, schema, names => [.. names], default).First()().Select(pair => (string)pair.Value!)];
        }
    }

    private static FileStream Open(params string[] parts) => File.OpenRead(Path.Combine([AppContext.BaseDirectory, .. parts]));
}
