using System.Text.RegularExpressions;

namespace Milvus.Module.Tests.Guards;

/// <summary>
/// Files of rows are read in one place, src/Milvus.Formats: a second CSV reader, a second JSON row reader or a second mapping of Parquet
/// columns would read the same file differently.
/// </summary>
public sealed class RowReaderGuardTests
{
    private const string Place = "Milvus.Formats/";

    /// <summary>What only a reader or writer of row files needs, and where it may be.</summary>
    public static TheoryData<string, string, string> Marks => new()
    {
        { "a CSV parser", @"\bTextFieldParser\b|\bSylvan\b|\bCsvDataReader\b|\bCsvHelper\b", "Milvus.Formats/Csv/CsvReader.cs" },
        { "the doubled quotes of CSV", @"""\\""\\""""", "Milvus.Formats/Csv/CsvRows.cs" },
        { "the name of CSV files", @"""\.csv""", "/RowFileFormat.cs,/ImportRun.cs" },
        // A row is read in parts: its vectors without tokens, and the reader goes on after them.
        { "a JSON reader that goes on", @"\bJsonReaderState\b", "Formats/Json/JsonRowReader.cs,Marshalling/Rows/JsonRow.cs" },
        { "JSON that is read from a stream", @"\bJsonDocument\.Parse\w*\(stream|DeserializeAsyncEnumerable", "Milvus.Formats/Json/" },
        { "Parquet.Net", @"^using Parquet\b|\bglobal::Parquet\b", "Milvus.Formats/Parquet/" },
        { "Apache.Arrow", @"^using Apache\.Arrow\b", "Milvus.Formats/Arrow/" },
        { "the header of NumPy files", @"fortran_order", "Milvus.Formats/Numpy/,Milvus.Formats/Writing/Npy" },
        { "the types of Parquet columns", @"\bLeafType\.", "Milvus.Formats/,Milvus.Parquet/" },
        // The second one also writes. The third one seeks, and ends where the file ended at first.
        {
            "a stream that is only read",
            @"\) : Stream\b|class \w+ : Stream\b",
            "Milvus.Parquet/Encodings/ReadOnlyStream.cs,Milvus.Formats/Streams/BlockingStream.cs,Import/Files/SourceStream.cs"
        },
        { "the checks of gzip", @"\bDeflateStream\b|CompressionMode\.Decompress", "Milvus.Formats/Streams/GzipReader.cs,Milvus.Parquet/" },
        { "invalid bytes of text files", @"\bDecoderFallbackBuffer\b", "Milvus.Formats/Text/TextDecoding.cs" },
    };

    [Theory]
    [MemberData(nameof(Marks))]
    public void RowReaderGuard_files_of_rows_are_read_in_one_place(string what, string mark, string places)
    {
        var found = TestSource.Read("src", "*.cs").Where(file => Regex.IsMatch(file.Value, mark, RegexOptions.Multiline))
            .Select(file => file.Key).ToList();
        var elsewhere = found.Where(file => !places.Split(',').Any(place => file.Contains(place, StringComparison.Ordinal)));

        Assert.True(!elsewhere.Any(), $"{what} is also in {string.Join(", ", elsewhere)}: read with {Place} instead");
        // A mark that finds nothing guards nothing; some say what must not come at all.
        Assert.True(found.Count > 0 || what.StartsWith("JSON that", StringComparison.Ordinal), $"{what} is nowhere: mend the mark");
    }

    [Theory]
    [InlineData("Parquet.Net")]
    [InlineData("Sylvan.Data.Csv")]
    [InlineData("Apache.Arrow")]
    public void RowReaderGuard_library_of_a_file_format_is_referenced_by_one_project(string package)
    {
        var projects = TestSource.Read("src", "*.csproj")
            .Where(file => file.Value.Contains($"\"{package}\"", StringComparison.Ordinal))
            .Select(file => file.Key);

        Assert.Equal(["Milvus.Formats/Milvus.Formats.csproj"], projects);
    }
}
