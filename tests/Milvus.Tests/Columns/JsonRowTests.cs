using System.Globalization;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Columns;

public sealed class JsonRowTests
{
    [Fact]
    public void JsonRow_values_keep_what_they_are()
    {
        var row = JsonRow.Parse("""
            {"id": 9007199254740993, "v": [1, 2.5], "tags": [9007199254740993, 2], "w": "日\n", "o": {"a": [1, "x", null]},
              "t": true, "n": null, "e": [], "big": 18446744073709551615, "m": [1, "a"], "f": [1, 2, 3.5, "z"]}
            """)
            .ToDictionary();
        Assert.Equal(9007199254740993L, row["id"]);
        Assert.Equal(new[] { 1, 2.5 }, row["v"]);
        Assert.Equal(new[] { 9007199254740993L, 2L }, row["tags"]);
        Assert.Equal("日\n", row["w"]);
        Assert.Equal(new object?[] { 1L, "x", null }, Assert.IsType<Dictionary<string, object?>>(row["o"])["a"]);
        Assert.Equal(true, row["t"]);
        Assert.Null(row["n"]);
        Assert.Equal(Array.Empty<long>(), row["e"]);
        Assert.Equal(18446744073709551615m, row["big"]);
        Assert.Equal(new object?[] { 1L, "a" }, row["m"]);
        Assert.Equal(new object?[] { 1d, 2d, 3.5, "z" }, row["f"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":[1,2}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    public void JsonRow_what_is_no_row_is_refused(string line) =>
        Assert.Equal(MilvusErrorId.InvalidArgument, Assert.Throws<MilvusException>(() => JsonRow.Parse(line)).ErrorId);

    [Theory]
    [InlineData("1e-400")]
    [InlineData("-1.5E-400")]
    [InlineData("{\"b\": [1, 1e-400]}")]
    [InlineData("[0.5, 1e-400]")]
    public void JsonRow_number_that_would_become_zero_is_refused(string value)
    {
        var refused = Assert.Throws<MilvusException>(() => JsonRow.Parse($"{{\"a\": {value}}}"));

        Assert.Equal(MilvusErrorId.ValueOutOfRange, refused.ErrorId);
        Assert.Contains("e-400 is too small for a 64-bit float", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void JsonRow_tiny_fraction_is_refused_in_any_notation_and_zero_is_not()
    {
        var zeros = new string('0', 400);

        Assert.Throws<MilvusException>(() => JsonRow.Parse($"{{\"a\": 0.{zeros}1}}"));
        Assert.Equal(0d, JsonRow.Parse($"{{\"a\": 0.{zeros}, \"b\": \"1e-400\"}}")[0].Value);
        Assert.Equal(0d, JsonRow.Parse("{\"a\": 0e-400}")[0].Value);
        Assert.Equal(5e-324, JsonRow.Parse("{\"a\": 5e-324}")[0].Value);
    }

    [Fact]
    public void JsonRow_negative_zero_is_written_with_a_fraction()
    {
        var schema = new Collection { Name = "c" };

        Assert.Equal(
            "{\"a\":-0.0,\"b\":-0.0,\"c\":[-0.0,0,1.5]}",
            JsonRow.Write(schema, [new("a", -0f), new("b", -0d), new("c", new[] { -0f, 0, 1.5f })]));
    }

    /// <summary>The numbers of vectors have a reader of their own, which must round like the parser of .NET.</summary>
    [Fact]
    public void JsonRow_numbers_of_arrays_are_those_of_the_parser()
    {
        var random = new Random(11);
        var culture = CultureInfo.InvariantCulture;
        string[] texts =
        [
            "0.1", "-0.0", "-0", "1e5", "1E-7", "1.5e+300", "5e-324", "2.2250738585072014e-308", "1.7976931348623157e308",
            "9007199254740991", "9007199254740993.0", "0.30000000000000004", "123456789012345678.5", "0.000000000000000000000001",
            .. Enumerable.Range(0, 2000).Select(_ => random.NextSingle().ToString(culture)),
            .. Enumerable.Range(0, 2000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()).ToString("R", culture))
                .Where(text => double.IsFinite(double.Parse(text, culture))),
        ];
        var row = JsonRow.Parse($$"""{"a": [0.5 , {{string.Join(" ,\t", texts)}} ], "b": {"c": [1.5]}, "d": "x"}""");

        Assert.Equal(
            [0.5, .. texts.Select(text => double.Parse(text, culture))],
            (double[])row[0].Value!,
            (left, right) => left.Equals(right) && double.IsNegative(left) == double.IsNegative(right));
        Assert.Equal(["a", "b", "d"], row.Select(pair => pair.Key));
        Assert.Equal("x", row[2].Value);
    }

    [Theory]
    [InlineData("[1.5, ]")]
    [InlineData("[.5]")]
    [InlineData("[1.]")]
    [InlineData("[01.5]")]
    [InlineData("[1.5e]")]
    [InlineData("[+1.5]")]
    [InlineData("[1.5 2.5]")]
    [InlineData("[NaN, 1.5]")]
    [InlineData("[1.5")]
    [InlineData("[0x1.5]")]
    public void JsonRow_array_that_is_not_JSON_is_refused(string array) =>
        Assert.Throws<MilvusException>(() => JsonRow.Parse($$"""{"a": {{array}}, "b": 1}"""));

    [Fact]
    public void JsonRow_error_after_a_vector_has_the_position_in_the_line() => Assert.Contains(
        "byte 24", Assert.Throws<MilvusException>(() => JsonRow.Parse("""{"a": [1.5, 2.5], "b": x}""")).Message, StringComparison.Ordinal);

    [Fact]
    [Failure("V6")]
    public void JsonRow_depth_is_limited() =>
        Assert.Throws<MilvusException>(() => JsonRow.Parse("{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}"));
}
