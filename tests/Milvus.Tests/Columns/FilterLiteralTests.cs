using FsCheck.Fluent;
using Milvus.Client.Filters;

namespace Milvus.Tests.Columns;

/// <summary>A filter parameter is data, never code.</summary>
public sealed class FilterLiteralTests
{
    [Theory]
    [Failure("S4")]
    [InlineData("\" or true or \"", "\"\\\" or true or \\\"\"")]
    [InlineData("a'b", "\"a\\'b\"")]
    [InlineData("\\", "\"\\\\\"")]
    [InlineData("\r\n\t", "\"\\r\\n\\t\"")]
    [InlineData("{x}", "\"{x}\"")]
    public void FilterLiteral_text_is_one_literal(string value, string literal) => Assert.Equal(literal, FilterLiteral.Write(value, "p"));

    [Fact]
    [Failure("S4")]
    public void FilterLiteral_any_text_is_one_literal_that_reads_back_as_itself() =>
        FsCheck.Check.QuickThrowOnFailure(
            Prop.ForAll<string>(value =>
            {
                if (value is null || value.Contains('\0') || value.Any(char.IsSurrogate))
                {
                    return true;
                }

                var literal = FilterLiteral.Write(value, "p");
                var read = new System.Text.StringBuilder();
                for (var i = 1; i < literal.Length - 1; i++)
                {
                    if (literal[i] is '"' or '\'' or '\n' or '\r')
                    {
                        return false;
                    }

                    read.Append(
                        literal[i] != '\\'
                            ? literal[i]
                            : literal[++i] switch
                            {
                                'n' => '\n',
                                'r' => '\r',
                                't' => '\t',
                                var other => other,
                            });
                }

                return literal[0] == '"' && literal[^1] == '"' && read.ToString() == value;
            }));

    [Fact]
    public void FilterLiteral_numbers_truth_values_and_lists()
    {
        Assert.Equal("1.0", FilterLiteral.Write(1.0, "p"));
        Assert.Equal("0.1", FilterLiteral.Write(0.1f, "p"));
        Assert.Equal("(-9223372036854775807-1)", FilterLiteral.Write(long.MinValue, "p"));
        Assert.Equal("true", FilterLiteral.Write(true, "p"));
        Assert.Equal("[1, \"a\\\"\"]", FilterLiteral.Write(new object[] { 1, "a\"" }, "p"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(null)]
    [InlineData("a\0b")]
    [InlineData(ulong.MaxValue)]
    public void FilterLiteral_what_has_no_form_is_refused(object? value) =>
        Assert.Equal(MilvusErrorId.InvalidArgument, Assert.Throws<MilvusException>(() => FilterLiteral.Write(value, "p")).ErrorId);

    // An attribute cannot contain an unpaired surrogate.
    [Fact]
    public void FilterLiteral_half_a_surrogate_pair_is_refused() => FilterLiteral_what_has_no_form_is_refused("\ud800");

    [Fact]
    public void FilterLiteral_names_are_replaced_outside_of_texts_only()
    {
        var values = new Dictionary<string, object?> { ["x"] = "a\" or id > 0 or \"", ["n"] = new[] { 1, 2 } };
        var bound = BoundFilter.Bind("w == {x} and n in {n} and t == \"{x} \\\" {n}\" and s == '{n}'", values, serverKnowsTemplates: false);
        Assert.Equal("w == \"a\\\" or id > 0 or \\\"\" and n in [1, 2] and t == \"{x} \\\" {n}\" and s == '{n}'", bound.Expression);
        Assert.Empty(bound.Values);
        var template = BoundFilter.Bind("w == {x}", values, serverKnowsTemplates: true);
        Assert.Equal(("w == {x}", "a\" or id > 0 or \""), (template.Expression, template.Values["x"].StringVal));
        Assert.Equal(MilvusErrorId.FilterSyntax, Assert.Throws<MilvusException>(() => BoundFilter.Bind("a == {y}", values, true)).ErrorId);
        Assert.Equal(
            MilvusErrorId.FilterSyntax,
            Assert.Throws<MilvusException>(() => BoundFilter.Bind("a == {1 + 1}", values, true)).ErrorId);
    }
}
