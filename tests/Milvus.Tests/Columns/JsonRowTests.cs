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

    [Fact]
    public void JsonRow_depth_is_limited() =>
        Assert.Throws<MilvusException>(() => JsonRow.Parse("{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}"));
}
