using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Milvus.Tests.Embedded;
using static Milvus.Tests.Embedded.Schemas;

namespace Milvus.Tests.Contract;

/// <summary>The table of field types, the contract, the engine and the documentation agree.</summary>
public sealed partial class FieldTypeTests
{
    public static TheoryData<int> OfContract => [.. Enum.GetValues<Protocol.DataType>().Cast<int>()];

    [Fact]
    public void FieldTypes_each_type_that_users_can_name_is_in_the_table_once()
    {
        Assert.Equal(
            Enum.GetValues<DataType>().Where(type => type != DataType.None).Order(),
            FieldTypes.All.Select(type => type.Type).Order());
    }

    [Fact]
    public void FieldTypes_names_and_numbers_are_those_of_the_contract()
    {
        foreach (var type in FieldTypes.All)
        {
            Assert.Equal(((Protocol.DataType)(int)type.Type).ToString(), type.Type.ToString(), ignoreCase: true);
        }
    }

    [Theory]
    [MemberData(nameof(OfContract))]
    public void FieldTypes_engine_takes_a_field_of_each_type_that_the_table_has_and_of_no_other(int number)
    {
        using var engine = new Engine();
        var type = (Protocol.DataType)number;
        var field = Field("f", type, [.. Parameters(type)]);
        field.ElementType = type == Protocol.DataType.Array ? Protocol.DataType.Int64 : Protocol.DataType.None;
        var status = engine.Create("c", [Key(), Vector(), field]);
        Assert.Equal(FieldTypes.Of((DataType)number).IsField, status.Code == 0);
    }

    [Theory]
    [MemberData(nameof(OfContract))]
    public void FieldTypes_engine_takes_elements_of_each_type_that_the_table_has_and_of_no_other(int number)
    {
        using var engine = new Engine();
        var type = (Protocol.DataType)number;
        var status = engine.Create("c", [Key(), Vector(), Array("f", type)]);
        Assert.Equal(FieldTypes.Of((DataType)number).IsElement, status.Code == 0);
    }

    [Theory]
    [MemberData(nameof(OfContract))]
    public void FieldTypes_engine_takes_a_key_of_each_type_that_the_table_has_and_of_no_other(int number)
    {
        using var engine = new Engine();
        var type = (Protocol.DataType)number;
        var key = Field("id", type, [.. Parameters(type)]);
        key.IsPrimaryKey = true;
        var status = engine.Create("c", [key, Vector()]);
        Assert.Equal(FieldTypes.Of((DataType)number).IsKey, status.Code == 0);
    }

    [Fact]
    public void FieldTypes_page_of_the_engine_has_the_table()
    {
        var page = ReadPage("embedded.md");
        var start = page.IndexOf("| type | key |", StringComparison.Ordinal);
        var rows = page[start..].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(FieldTypes.All.Where(type => type.IsField).Select(RowOf), rows);
    }

    [Fact]
    public void FieldTypes_page_of_the_file_format_has_each_type()
    {
        var page = ReadPage("file-format.md");
        Assert.All(
            FieldTypes.All.Where(type => type.IsField), type => Assert.Matches($@"\b{SpellingOf(type)}\b", page));
    }

    [Fact]
    public void NumberKind_range_and_box_are_those_of_its_type()
    {
        foreach (var kind in FieldTypes.All.Where(type => type.Family == FieldFamily.Integer).Select(type => type.Number!))
        {
            Assert.True(kind.Takes(kind.Low) && kind.Takes(kind.High));
            Assert.False(kind.High != long.MaxValue && kind.Takes(kind.High + 1));
            Assert.Equal(kind.Type, kind.Box(kind.High).GetType());
            Assert.Equal(kind.High, Convert.ToInt64(kind.Box(kind.High), CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(string Key, object Value)> Parameters(Protocol.DataType type)
    {
        if (FieldTypes.Of((DataType)(int)type) is { IsVector: true, Family: not FieldFamily.SparseVector })
        {
            yield return ("dim", 8);
        }

        yield return ("max_length", 16);
        yield return ("max_capacity", 4);
    }

    private static string RowOf(FieldType type)
    {
        string[] cells =
        [
            SpellingOf(type),
            .. new[] { type.IsKey, type.IsElement, type.HasDefault, type.IsSortable, type.IsGroupable }.Select(can => can ? "yes" : ""),
            string.Join(", ", type.Numpy.Select(name => $"`{name}`")),
        ];
        return $"|{string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"))}";
    }

    /// <summary>As servers write it: FLOAT_VECTOR.</summary>
    private static string SpellingOf(FieldType type) => WordEnd().Replace(type.Type.ToString(), "_").ToUpperInvariant();

    private static string ReadPage(string name) =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(SourcePath())!, "..", "..", "..", "docs", name)).ReplaceLineEndings("\n");

    private static string SourcePath([CallerFilePath] string path = "") => path;

    [GeneratedRegex("(?<=[a-z0-9])(?=Vector|Float)")]
    private static partial Regex WordEnd();
}
