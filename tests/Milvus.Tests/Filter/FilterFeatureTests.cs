using System.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Protocol;

namespace Milvus.Tests.Filter;

public sealed class FilterFeatureTests
{
    private static readonly TestTable _table = SampleTable.Create();

    [Fact]
    public void FilterFeature_template_variables_of_every_type()
    {
        var longs = new TemplateArrayValue { LongData = new LongArray() };
        longs.LongData.Data.AddRange([1, 2, 3]);
        var texts = new TemplateArrayValue { StringData = new StringArray() };
        texts.StringData.Data.AddRange(["a", "中文"]);
        var doubles = new TemplateArrayValue { DoubleData = new DoubleArray() };
        doubles.DoubleData.Data.AddRange([0.1, 0.5]);
        var json = new TemplateArrayValue { JsonData = new JSONArray() };
        json.JsonData.Data.Add(Google.Protobuf.ByteString.CopyFromUtf8("3"));
        json.JsonData.Data.Add(Google.Protobuf.ByteString.CopyFromUtf8("\"t0\""));
        var templates = new Dictionary<string, TemplateValue>
        {
            ["n"] = new() { Int64Val = 3 },
            ["x"] = new() { FloatVal = 0.1 },
            ["t"] = new() { BoolVal = true },
            ["w"] = new() { StringVal = "中文" },
            ["p"] = new() { StringVal = "a%" },
            ["longs"] = new() { ArrayVal = longs },
            ["texts"] = new() { ArrayVal = texts },
            ["doubles"] = new() { ArrayVal = doubles },
            ["json"] = new() { ArrayVal = json },
        };
        Assert.Equal([3], _table.Match("id == {n}", templates));
        Assert.Equal([0, 1, 2], _table.Match("id < { n }", templates));
        Assert.Equal([3, 4, 5], _table.Match("{n} <= id <= 5", templates));
        Assert.Equal([2], _table.Match("id + 1 == {n}", templates));
        Assert.Equal([1], _table.Match("f == {x}", templates));
        Assert.Equal([0, 2, 4], _table.Match("b == {t} and id < 5", templates));
        Assert.Equal([9], _table.Match("s == {w}", templates));
        Assert.Equal([1, 2, 3, 5, 6, 7, 13], _table.Match("s like {p}", templates));
        Assert.Equal([1, 2, 3], _table.Match("id in {longs}", templates));
        Assert.Equal([1, 9], _table.Match("s in {texts}", templates));
        Assert.Equal([1, 5], _table.Match("d in {doubles}", templates));
        Assert.Equal([4, 9, 14], _table.Match("array_contains(ai, {n})", templates));
        Assert.Equal([3], _table.Match("json_contains_all(j[\"arr\"], {json})", templates));
    }

    [Fact]
    public void FilterFeature_template_variable_needs_a_value_that_fits()
    {
        var templates = new Dictionary<string, TemplateValue> { ["n"] = new() { StringVal = "3" } };
        Assert.Contains(
            "{m} is not found",
            Assert.Throws<FilterException>(() => _table.Match("id == {m}", templates)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "comparisons between Int64 and VarChar",
            Assert.Throws<FilterException>(() => _table.Match("id == {n}", templates)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id == 3", new object[] { 3L })]
    [InlineData("3 == id", new object[] { 3L })]
    [InlineData("(id in [3, 1, 3])", new object[] { 3L, 1L })]
    [InlineData("id in []", new object[0])]
    [InlineData("id == 3 and b", null)]
    [InlineData("id != 3", null)]
    [InlineData("id not in [3]", null)]
    [InlineData("i32 in [3]", null)]
    public void FilterFeature_keys_of_an_expression_that_names_only_keys(string expression, object[]? keys) =>
        Assert.Equal(keys, FilterCompiler.Compile(expression, _table.Schema, new Dictionary<string, TemplateValue>()).PrimaryKeys);

    [Fact]
    public void FilterFeature_empty_expression_accepts_every_row()
    {
        Assert.Equal(16, _table.Match("  ").Length);
        Assert.True(FilterCompiler.Compile("", _table.Schema, new Dictionary<string, TemplateValue>()).IsAlwaysTrue);
    }

    [Fact]
    public void FilterFeature_list_of_ten_megabytes()
    {
        var numbers = $"id in [{string.Join(", ", Enumerable.Range(0, 1_250_000).Select(i => $"{i * 3}"))}]";
        var texts = $"s not in [{string.Join(',', Enumerable.Range(0, 500_000).Select(i => $"'text number {i}'"))}]";
        Assert.True(numbers.Length > 10_000_000 && texts.Length > 9_000_000);
        var watch = Stopwatch.StartNew();
        Assert.Equal([0, 3, 6, 9, 12, 15], _table.Match(numbers));
        Assert.Equal(16, _table.Match(texts).Length);

        // Each takes well under a second; the limit leaves room for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }

    [Fact]
    public void FilterFeature_raw_strings_and_prefix_words_in_any_case()
    {
        Assert.Equal([7], _table.Match("""s == r"a\b" """));
        Assert.Equal([0, 1], _table.Match("Not id > 1"));
        Assert.Equal([11], _table.Match("Exists j[\"big\"]"));
        Assert.Equal([11], _table.Match("EXISTS(j[\"big\"]) And Not (id == 3)"));
        Assert.Equal([14], _table.Match("""s == "\ud83d\ude00" """));
        Assert.Equal([9], _table.Match("""s == "\xe4\xb8\xad\xe6\x96\x87" """));
    }
}
