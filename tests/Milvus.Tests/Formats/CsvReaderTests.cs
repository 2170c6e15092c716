using System.Text;
using Milvus.Formats;
using Milvus.Formats.Csv;
using Milvus.Parquet.Encodings;

namespace Milvus.Tests.Formats;

/// <summary>The one reader of CSV files.</summary>
public sealed class CsvReaderTests
{
    /// <summary>Each record as its line and its fields; a field that is null is written as ~.</summary>
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("a,b\r\n1,2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\r1,2\r", "1:a|b 2:1|2")]
    [InlineData("", "")]
    [InlineData("\n\r\n\n", "")]
    [InlineData("\n\na\n\n\nb\n", "3:a 6:b")]
    [InlineData(",\"\",x,\n", "1:~||x|~")]
    [InlineData("a\n\"\"\n\nx\n", "1:a 2: 4:x")]
    [InlineData("\"a\nb\",c\nd\n", "1:a\nb|c 3:d")]
    [InlineData("\"a\n\n\nb\",c\nd\n", "1:a\n\n\nb|c 5:d")]
    [InlineData("\"a\r\n\r\nb\"\r\nd\r\n", "1:a\r\n\r\nb 4:d")]
    [InlineData("\"a\"\"b\",\"\"\"\",\"\"\n", "1:a\"b|\"|")]
    [InlineData("5\" pipe,2\n\"\"\"\",\n", "1:5\" pipe|2 2:\"|~")]
    [InlineData("a, \"b\" , c\n", "1:a| \"b\" | c")]
    [InlineData("#a,b\n#1,2\n", "1:#a|b 2:#1|2")]
    [InlineData("\0a,b\n\0,2\n", "1:\0a|b 2:\0|2")]
    [InlineData("a\n1,2,3\n\n4\n", "1:a 2:1|2|3 4:4")]
    [InlineData("a;b\n\"1;\";,\n", "1:a|b 2:1;|,", ';')]
    [InlineData("a\tb\n \t\"\t\"\n", "1:a|b 2: |\t", '\t')]
    public void CsvReader_records_come_with_their_lines(string text, string expected, char separator = ',')
    {
        using var csv = new CsvReader(new StringReader(text), separator);
        var records = new List<string>();
        while (csv.Read() is { } record)
        {
            records.Add($"{csv.Line}:{string.Join('|', record.Select(field => field ?? "~"))}");
        }

        Assert.Equal(expected, string.Join(' ', records));
        Assert.Null(csv.Read());
    }

    [Theory]
    [InlineData("a,b\n\"x\" y,2\n3,4\n", 2, "a delimiter or the end of the record was expected")]
    [InlineData("a,b\n1,2\n\n\"x,2\n3,4\n", 4, "without a closing quote")]
    [InlineData("\"a\n\nb\"x\n", 1, "closing quote")]
    [InlineData("\"", 1, "without a closing quote")]
    public void CsvReader_quote_in_a_wrong_place_is_an_error_of_its_line(string text, long line, string says)
    {
        using var csv = new CsvReader(new StringReader(text));

        var failure = Assert.Throws<RowFileException>(() => Enumerable.Repeat(csv, 9).Select(reader => reader.Read()).ToArray());

        Assert.Equal((RowFileFault.Syntax, line), (failure.Fault, failure.Line));
        Assert.StartsWith($"line {line}: this is not CSV: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CsvReader_quote_that_is_not_closed_does_not_read_the_rest_of_a_large_file()
    {
        using var csv = new CsvReader(new StreamReader(new EndlessText("a,b\n1,\"x\n")));
        Assert.Equal("a|b", string.Join('|', csv.Read()!));

        var failure = Assert.Throws<RowFileException>(() => csv.Read());

        Assert.Equal((RowFileFault.TooLong, 2L), (failure.Fault, failure.Line));
        Assert.Contains("perhaps a quote is not closed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CsvReader_row_with_many_values_is_read_as_a_whole()
    {
        var vector = string.Join(',', Enumerable.Range(0, 200_000));
        using var csv = new CsvReader(new StringReader($"v,t\n\"[{vector}]\",\"\"\n"));
        csv.Read();

        Assert.Equal($"[{vector}]|", string.Join('|', csv.Read()!));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('|')]
    public void CsvReader_returns_what_was_written(char separator)
    {
        var random = new Random(7);
        const string Letters = "a\",|\r\n \té雪#\0;";
        for (var i = 0; i < 3000; i++)
        {
            var fields = Enumerable.Range(0, random.Next(1, 5))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Letters[random.Next(Letters.Length)])))
                .ToArray();
            var line = CsvRows.WriteHeader(fields, separator);

            using var csv = new CsvReader(new StringReader($"{line}\n{line}"), separator);

            Assert.Equal(fields, csv.Read());
            Assert.Equal(fields, csv.Read());
            Assert.Equal(2 + Breaks(line), csv.Line);
            Assert.Null(csv.Read());
        }
    }

    [Theory]
    [InlineData(",;|\t :#'\\", true)]
    [InlineData("\"\r\n\0aZ5é§\uFFFD", false)]
    public void CsvReader_says_which_characters_can_be_between_fields(string characters, bool can)
    {
        foreach (var character in characters)
        {
            Assert.Equal(can, CsvReader.CanSeparate(character));
            using var csv = new CsvReader(new StringReader($"x{character}\"{character}\"\n"), character);
            if (can)
            {
                Assert.Equal($"x+{character}", string.Join('+', csv.Read()!));
            }
        }
    }

    private static int Breaks(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(one => one is '\r' or '\n');

    /// <summary>A text that goes on with x for ever.</summary>
    private sealed class EndlessText(string begin) : ReadOnlyStream
    {
        private readonly MemoryStream _begin = new(Encoding.UTF8.GetBytes(begin));

        public override int Read(Span<byte> buffer)
        {
            var read = _begin.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            buffer.Fill((byte)'x');
            return buffer.Length;
        }
    }
}
