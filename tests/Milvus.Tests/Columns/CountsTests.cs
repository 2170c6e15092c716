using Milvus.Core.Marshalling.Values;

namespace Milvus.Tests.Columns;

public sealed class CountsTests
{
    [Theory]
    [InlineData(0, "row", null, "rows")]
    [InlineData(1, "row", null, "row")]
    [InlineData(2, "row", null, "rows")]
    [InlineData(1, "entity", "entities", "entity")]
    [InlineData(1001, "entity", "entities", "entities")]
    public void Counts_noun_is_singular_only_after_one(long count, string one, string? many, string noun) =>
        Assert.Equal(noun, Counts.Noun(count, one, many));
}
