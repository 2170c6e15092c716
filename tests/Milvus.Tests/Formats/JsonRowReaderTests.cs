using System.Text;
using Milvus.Formats;
using Milvus.Formats.Json;
using Milvus.Formats.Streams;

namespace Milvus.Tests.Formats;

/// <summary>The one reader of rows in JSON.</summary>
public sealed class JsonRowReaderTests
{
    /// <summary>Each row as its line and its JSON, also if the stream returns one byte per read.</summary>
    [Theory]
    [InlineData("Any", "{\"a\":1}\n{\"a\":2}\n", "1:{\"a\":1} 2:{\"a\":2}")]
    [InlineData("Any", "[{\"a\":1},\n {\"a\":2}]\n{\"a\":3}", "1:{\"a\":1} 2:{\"a\":2} 3:{\"a\":3}")]
    [InlineData("Any", "{\"rows\":[{\"a\":1},\n5]}", "1:{\"a\":1} 2:5")]
    [InlineData("Any", "{\"rows\":7}", "1:{\"rows\":7}")]
    [InlineData("Any", "", "")]
    [InlineData("Sequence", "\n{\"a\":1}\r\n\n{\n\"a\":2}{\"a\":3}", "2:{\"a\":1} 4:{\n\"a\":2} 5:{\"a\":3}")]
    [InlineData("Sequence", "[{\"a\":1}]\n5\n\"x\"\n", "1:[{\"a\":1}] 2:5 3:\"x\"")]
    [InlineData("Sequence", "{\"rows\":[{\"a\":1}]}", "1:{\"rows\":[{\"a\":1}]}")]
    [InlineData("List", "[{\"a\":1},\n{\"a\":2}]", "1:{\"a\":1} 2:{\"a\":2}")]
    [InlineData("List", " [ ] ", "")]
    public void JsonRowReader_rows_come_with_their_lines(string layout, string text, string expected)
    {
        foreach (var stream in Streams(text))
        {
            var rows = new JsonRowReader(stream, Enum.Parse<JsonLayout>(layout)).Read();
            Assert.Equal(expected, string.Join(' ', rows.Select(row => $"{row.Line}:{Encoding.UTF8.GetString(row.Json.Span)}")));
        }
    }

    [Fact]
    public void JsonRowReader_object_with_a_field_rows_is_a_row_of_a_collection_with_that_field()
    {
        var rows = new JsonRowReader(Stream("{\"rows\":[1,2]}"), JsonLayout.Any, rowsIsField: true).Read();

        Assert.Equal("{\"rows\":[1,2]}", Encoding.UTF8.GetString(Assert.Single(rows).Json.Span));
    }

    [Theory]
    [InlineData("Any", "[{\"a\":1},\n{\"a\":2},\n{\"a\":3,]", "Syntax", 3, 2)]
    [InlineData("Any", "[{\"a\":1},\n{\"a\":", "Truncated", 2, 1)]
    [InlineData("Any", "{\"rows\":[{\"a\":1}],\n\"more\":1}", "Syntax", 1, 1)]
    [InlineData("List", "{\"rows\":[{\"a\":1}],\n\"more\":1}", "Syntax", 1, 1)]
    [InlineData("List", "[{\"a\":1}]\n[2]", "Syntax", 2, 1)]
    [InlineData("Any", "{\"a\":1}\n5", "NotRows", 2, 1)]
    [InlineData("Sequence", "{\"a\":1}\n{\"a\":2\n{\"a\":3}", "Syntax", 3, 1)]
    [InlineData("Sequence", "{\"a\":1}\n{\"a\"", "Truncated", 2, 1)]
    [InlineData("List", "5", "NotRows", 1, 0)]
    [InlineData("List", "\"x\"", "NotRows", 1, 0)]
    [InlineData("List", "{}", "NoRows", 1, 0)]
    [InlineData("List", "\n{\"x\":[]}", "OtherKey", 2, 0)]
    [InlineData("List", "{\"\\ud800\":[]}", "Syntax", 1, 0)]
    [InlineData("List", "{\"rows\":{}}", "RowsAreNotList", 1, 0)]
    [InlineData("List", "  ", "Truncated", 1, 0)]
    [InlineData("List", "[{\"a\":1}", "Truncated", 1, 1)]
    public void JsonRowReader_file_that_is_not_rows_is_an_error_of_its_line(
        string layout, string text, string fault, long line, int rows)
    {
        foreach (var stream in Streams(text))
        {
            var read = 0;
            var failure = Assert.Throws<RowFileException>(() =>
            {
                foreach (var _ in new JsonRowReader(stream, Enum.Parse<JsonLayout>(layout)).Read())
                {
                    read++;
                }
            });

            Assert.Equal((Enum.Parse<RowFileFault>(fault), line, rows), (failure.Fault, failure.Line, read));
        }
    }

    [Fact]
    public void JsonRowReader_row_larger_than_the_buffer_is_read_as_a_whole()
    {
        var large = $"{{\"v\":[{string.Join(',', Enumerable.Range(0, 100_000))}]}}";

        var rows = new JsonRowReader(Stream($"[{large},\n{large}]"), JsonLayout.List).Read()
            .Select(row => (row.Line, Encoding.UTF8.GetString(row.Json.Span)));

        Assert.Equal([(1L, large), (2L, large)], rows);
    }

    private static IEnumerable<Stream> Streams(string text) => [Stream(text), new ByteSource(Stream(text))];

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
