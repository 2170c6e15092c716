using Milvus.Embedded.Errors;

namespace Milvus.Tests.Filter;

public sealed class FilterErrorTests
{
    private static readonly TestTable _table = SampleTable.Create(dynamic: false);

    [Theory]
    [InlineData("id == 3 and ?", 12)]
    [InlineData("id == 3 and nosuch == 4", 12)]
    [InlineData("id == 3 and\n  s == 5", 16)]
    [InlineData("id in [1, 2", 11)]
    [InlineData("s == \"abc", 5)]
    [InlineData("(id == 3", 8)]
    public void FilterError_error_carries_its_position(string expression, int position) =>
        Assert.Equal(position, Error(expression).Position);

    [Fact]
    public void FilterError_error_quotes_the_expression_as_Milvus_does() =>
        Assert.Equal(
            ServerTexts.CannotParseExpressionNosuch3ErrorField, Error("nosuch == 3").Message);

    [Fact]
    public void FilterError_error_names_the_line_and_column() =>
        Assert.Contains("line 2:1 ", Error("id ==\n )").Message, StringComparison.Ordinal);

    [Fact]
    public void FilterError_error_does_not_echo_megabytes() =>
        Assert.True(Error($"id in [{string.Join(',', Enumerable.Repeat("\"a\"", 500_000))}]").Message.Length < 2000);

    [Theory]
    [Failure("V8")]
    [InlineData("(", "id == 1", ")")]
    [InlineData("not (", "id == 1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("-", "id == 1", "")]
    [InlineData("not ", "b", "")]
    [InlineData("id + ", "1 == 2", "")]
    [InlineData("1 ** (", "2", ")")]
    [InlineData("id == 1 or (id == 2 and ", "b", ")")]
    [InlineData("foo(", "1", ")")]
    [InlineData("exists ", "j[\"a\"]", "")]
    public void FilterError_five_thousand_levels_are_an_error_and_not_a_crash(string before, string middle, string after)
    {
        var expression = string.Concat(Enumerable.Repeat(before, 5000)) + middle + string.Concat(Enumerable.Repeat(after, 5000));
        var error = Error(expression);
        Assert.Contains("nests deeper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilterError_left_deep_chain_is_as_deep() =>
        Assert.Contains(
            "nests deeper",
            Error($"id {string.Concat(Enumerable.Repeat(" + 1", 5000))} == 5").Message,
            StringComparison.Ordinal);

    [Fact]
    public void FilterError_three_hundred_levels_are_fine() =>
        Assert.Equal([3], _table.Match($"{new string('(', 300)}id == 3{new string(')', 300)}"));

    [Fact]
    public void FilterError_chain_of_ten_thousand_terms_is_not_deep() =>
        Assert.Equal(16, _table.Match(string.Join(" or ", Enumerable.Range(0, 10_000).Select(i => $"id == {i}"))).Length);

    private static FilterException Error(string expression) =>
        Assert.Throws<FilterException>(() => _table.Match(expression));
}
