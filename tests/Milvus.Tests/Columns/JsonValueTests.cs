using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Client.Filters;
using Milvus.Core.Marshalling.Columns;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Tests.Columns;

public sealed class JsonValueTests
{
    private static readonly Field _json = new() { Name = "x", Type = DataType.Json };

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("-0.0")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("-123456789012345678901234567890123456789")]
    [InlineData("0.1")]
    [InlineData("1E+300")]
    [InlineData("[1,1.5,\"5\",null,true,{\"a\":[]}]")]
    public void JsonValue_parse_then_ToUtf8_json_is_the_same_text(string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(JsonValues.ToUtf8(JsonValues.Parse(Encoding.UTF8.GetBytes(json)), null)));

    [Fact]
    public void JsonValue_parse_number_beyond_a_decimal_is_exact() =>
        Assert.Equal(BigInteger.Pow(10, 40), JsonValues.Parse(Encoding.UTF8.GetBytes("1" + new string('0', 40))));

    [Fact]
    public void JsonValue_parse_half_of_a_surrogate_pair_can_be_read() =>
        Assert.Equal("a\ud800/\n", JsonValues.Parse("\"a\\ud800\\/\\n\""u8));

    [Fact]
    public void JsonValue_parse_bytes_that_are_not_UTF8_are_kept_as_surrogates() =>
        Assert.Equal(
            "\udcff\udce4b€\n",
            JsonValues.Parse([(byte)'"', 0xFF, 0xE4, (byte)'b', 0xE2, 0x82, 0xAC, (byte)'\\', (byte)'n', (byte)'"']));

    private static readonly object[] _halves =
    [
        "{\"a\":\"\ud800\"}",
        "{\"\\ud800\":1}",
        new Dictionary<string, object?> { ["a"] = "x\udc00" },
        new Dictionary<string, object?> { ["\ud800"] = 1 },
        new object[] { '\ud800' },
        JsonNode.Parse("{\"a\":[\"\\ud800\"]}")!,
        JsonValue.Create("\ud800"),
        JsonDocument.Parse("{\"a\":\"\\ud800\"}"),
    ];

    [Fact]
    [Failure("V6")]
    public void JsonColumn_half_of_a_surrogate_pair_is_refused_in_every_form() => Assert.All(_halves, value =>
    {
        var error = Assert.Throws<MilvusException>(() => new JsonFieldColumn(_json).Append(value));

        Assert.Equal((MilvusErrorId.SchemaMismatch, "x"), (error.ErrorId, error.Field));
        Assert.Contains("unpaired surrogate", error.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(DataType.VarChar, "x", "x")]
    [InlineData(DataType.VarChar, "[\"x\"]", "x")]
    [InlineData(DataType.Int64, 5, 5L)]
    [InlineData(DataType.Bool, true, true)]
    public void ArrayColumn_single_value_is_a_list_of_one(DataType element, object value, object stored)
    {
        var column = new ArrayFieldColumn(new Field { Name = "a", Type = DataType.Array, ElementType = element });

        column.Append(value);

        Assert.Equal(stored, Assert.Single(column.Values[0].Cast<object>()));
    }

    [Theory]
    [InlineData(DataType.VarChar, " ")]
    [InlineData(DataType.Int64, "x")]
    [InlineData(DataType.Int64, "{}")]
    public void ArrayColumn_value_that_is_no_element_is_refused(DataType element, object value)
    {
        var column = new ArrayFieldColumn(new Field { Name = "a", Type = DataType.Array, ElementType = element });

        Assert.Equal("a", Assert.Throws<MilvusException>(() => column.Append(value)).Field);
    }

    [Fact]
    public void JsonValue_ToUtf8_whole_surrogate_pair_is_kept()
    {
        var read = Assert.IsType<Dictionary<string, object?>>(
            JsonValues.Parse(JsonValues.ToUtf8(new Dictionary<string, object?> { ["😀"] = "😀" }, null)));

        Assert.Equal(new KeyValuePair<string, object?>("😀", "😀"), Assert.Single(read));
    }

    [Theory]
    [InlineData("{\"a\":1e400}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1 2")]
    [InlineData("abc")]
    public void JsonColumn_text_that_no_server_can_read_is_refused(string text)
    {
        var error = Assert.Throws<MilvusException>(() => new JsonFieldColumn(_json).Append(text));

        Assert.Equal(MilvusErrorId.SchemaMismatch, error.ErrorId);
    }

    [Fact]
    public void JsonColumn_marked_string_is_a_string_and_text_is_JSON()
    {
        var column = new JsonFieldColumn(_json);
        column.Append("5");
        column.Append(new JsonString("5"));
        column.Append(new JsonString(string.Empty));

        Assert.Equal(["5", "\"5\"", "\"\""], column.Values.ToArray().Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void JsonColumn_as_deep_as_can_be_read_can_be_written()
    {
        var deep = new string('[', JsonValues.MaxDepth) + new string(']', JsonValues.MaxDepth);

        new JsonFieldColumn(_json).Append(deep);
        Assert.NotNull(JsonValues.ToUtf8(JsonValues.Parse(Encoding.UTF8.GetBytes(deep)), null));
        Assert.Throws<MilvusException>(() => new JsonFieldColumn(_json).Append($"[{deep}]"));
    }

    [Fact]
    public void RowBatch_row_whose_value_throws_is_refused_and_the_batch_stays()
    {
        var batch = new RowBatch(
            new Collection
            {
                Name = "c",
                Field =
                [
                    new Field
                    {
                        Name = "id",
                        Type = DataType.Int64,
                        PrimaryKey = true,
                    },
                    _json,
                ],
            });
        batch.Add([new("id", 1L), new("x", "1")]);

        var error = Assert.Throws<MilvusException>(() => batch.Add([new("id", 2L), new("x", Broken())]));

        Assert.Equal((MilvusErrorId.SchemaMismatch, 1), (error.ErrorId, batch.Count));
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
        Assert.All(batch.Columns, column => Assert.Equal(1, column.Count));
        static IEnumerable<object> Broken()
        {
            yield return 1;
            throw new NotSupportedException("gone");
        }
    }

    [Theory]
    [InlineData("id in ", "", "id", true)]
    [InlineData("a > 1 and id NOT IN ", " and b", "id", true)]
    [InlineData("(id in(", "", null, false)]
    [InlineData("array_contains_any(tags, ", ")", "tags", true)]
    [InlineData("json_contains(tags, ", ")", "tags", false)]
    [InlineData("id >= ", "", "id", false)]
    [InlineData("", " < id", "id", false)]
    [InlineData("tags[0] == ", "", "tags", false)]
    [InlineData("main ", "", null, false)]
    public void FilterPlace_says_field_and_list(string before, string after, string? field, bool list)
    {
        var schema = new Collection
        {
            Name = "c",
            Field =
            [
                new Field { Name = "id", Type = DataType.Int64 },
                new Field
                {
                    Name = "tags",
                    Type = DataType.Array,
                    ElementType = DataType.Int64,
                },
            ],
        };

        var place = FilterPlace.Find(before, after, schema);

        Assert.Equal((field, list), (place.Field?.Name, place.TakesList));
    }
}
