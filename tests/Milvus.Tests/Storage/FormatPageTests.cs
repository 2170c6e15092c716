using System.Globalization;
using System.Text.RegularExpressions;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Storage;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>docs/file-format.md describes the files of the engine.</summary>
public sealed partial class FormatPageTests
{
    private static readonly string[] _page = File.ReadAllLines(Path.Combine(Source(), "..", "..", "..", "docs", "file-format.md"));

    public static TheoryData<string> Examples => [.. Columns.Keys];

    private static Dictionary<string, Func<Column>> Columns { get; } = new()
    {
        ["INT16 with the values 1, null, -2:"] = () =>
        {
            var column = new NumberColumn<short>("f", Protocol.DataType.Int16, nullable: true);
            column.Append(1);
            column.AppendNull();
            column.Append(-2);
            return column;
        },
        ["VARCHAR with the values \"ab\", \"\", \"ä\":"] = () =>
        {
            var column = new TextColumn("f", Protocol.DataType.VarChar, nullable: false);
            column.Append("ab");
            column.Append("");
            column.Append("ä");
            return column;
        },
        ["SPARSE_FLOAT_VECTOR with one value, 0.5 at index 7:"] = () =>
        {
            var column = new SparseColumn("f", nullable: false);
            column.Append([7], [0.5f]);
            return column;
        },
        ["ARRAY of VARCHAR with one value, the elements \"x\" and \"yz\":"] = () =>
        {
            var column = new ArrayColumn("f", Protocol.DataType.VarChar, nullable: false);
            column.Append((string[])["x", "yz"]);
            return column;
        },
    };

    [Fact]
    public void FormatPage_page_has_the_tables_and_columns_of_a_new_file()
    {
        using var folder = new TemporaryFolder();
        new Engine(folder.File("new.db")).Dispose();
        List<string> tables = [];
        List<string> columns = [];
        foreach (var line in _page.Append("#### `end`"))
        {
            if (TableHeading().Match(line) is { Success: true } heading)
            {
                if (tables.Count > 0)
                {
                    tables[^1] += $"({string.Join(", ", columns)})";
                }

                tables.Add(heading.Groups[1].Value);
                columns.Clear();
            }
            else if (ColumnRow().Match(line) is { Success: true } row)
            {
                columns.Add($"{row.Groups[1].Value} {row.Groups[2].Value}");
            }
        }

        Assert.Equal(SqliteFile.Tables(folder.File("new.db")), tables[..^1].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FormatPage_page_has_the_present_number_and_the_history_in_the_words_of_the_steps()
    {
        Assert.Contains(_page, line => line.Contains($"The current format is **{FileFormat.Present.Number}**.", StringComparison.Ordinal));
        var history = _page.SkipWhile(line => line != "## History").TakeWhile(line => line != "## Rules of change")
            .Where(line => HistoryRow().IsMatch(line));
        string[] expected =
        [
            "| 1 | the first one |",
            .. FileFormat.Present.Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"| {step.To} | {step.What} |")),
        ];

        Assert.Equal(expected, history);
    }

    [Fact]
    public void FormatPage_header_of_a_file_is_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        new Engine(folder.File("new.db")).Dispose();

        var header = File.ReadAllBytes(folder.File("new.db"))[..100];

        Assert.Equal([0, 0, 0, (byte)FileFormat.Present.Number], header[60..64]);
        Assert.Equal("Mlvs"u8.ToArray(), header[68..72]);
        // The read and write versions are 2: the file is in WAL mode.
        Assert.Equal([2, 2], header[18..20]);
        // Incremental auto-vacuum: the largest root page is not zero, and the flag is set.
        Assert.True(header[52..56].Any(value => value > 0) && header[67] == 1);
    }

    [Fact]
    public void FormatPage_open_file_has_the_log_and_the_owner_beside_it_and_a_closed_one_nothing()
    {
        using var folder = new TemporaryFolder();
        using (new Engine(folder.File("name.db")))
        {
            Assert.Equal(["name.db", "name.db-owner", "name.db-wal"], Names());
            var owner = File.ReadAllLines(folder.File("name.db-owner"));
            Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), owner[0]);
            Assert.Matches("^log [0-9a-f]{16} [0-9]{20}$", owner[1]);
        }

        Assert.Equal(["name.db"], Names());

        IEnumerable<string?> Names() =>
            Directory.GetFiles(Path.GetDirectoryName(folder.File("x"))!).Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void FormatPage_example_of_the_page_is_what_is_written_and_can_be_read(string title)
    {
        var lines = _page.SkipWhile(line => line != title).Skip(2).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal));
        var shown = string.Join(" ", lines.Select(line => line.Trim()));
        var column = Columns[title]();

        var written = ColumnCodec.Encode(column);

        Assert.Equal(shown, string.Join(' ', written.Select(value => value.ToString("X2", CultureInfo.InvariantCulture))));
        var read = column.Empty();
        ColumnCodec.Decode(read, written);
        Assert.Equal(column.Count, read.Count);
    }

    [GeneratedRegex("^#### `([a-z_]+)`$")]
    private static partial Regex TableHeading();

    [GeneratedRegex("^\\| ([a-z_]+) \\| (TEXT|INTEGER|BLOB|REAL) \\|")]
    private static partial Regex ColumnRow();

    [GeneratedRegex("^\\| [0-9]+ \\|")]
    private static partial Regex HistoryRow();

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
