using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;

namespace Milvus.Tests.Filter;

/// <summary>The compiled filter and the simple row-wise evaluator give the same result for every row.</summary>
public sealed class CompiledAgainstRowWiseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void CompiledAgainstRowWise_random_expressions_over_random_rows(int seed)
    {
        var random = new Random(seed);
        var table = RandomTable.Create(random, 130);
        var expressions = new RandomExpressions(random);
        var compiled = 0;
        var selective = 0;
        for (var i = 0; i < 2000; i++)
        {
            var expression = expressions.Next();
            CompiledFilter filter;
            try
            {
                filter = FilterCompiler.Compile(expression, table.Schema, new Dictionary<string, Protocol.TemplateValue>());
            }
            catch (FilterException)
            {
                continue;
            }

            compiled++;
            int[] expected = [.. Enumerable.Range(0, table.Rows.Count)
                .Where(row => RowEvaluator.Evaluate(filter.Plan, table.Rows[row]) == true)];
            var actual = table.Match(filter);
            if (!expected.SequenceEqual(actual))
            {
                var row = expected.Except(actual).Concat(actual.Except(expected)).First();
                Assert.Fail($"{expression}\nrow {row}: {string.Join(", ", table.Rows[row])}");
            }

            selective += expected.Length > 0 && expected.Length < table.Rows.Count ? 1 : 0;
        }

        // The generator must not produce too many errors or trivial conditions.
        Assert.True(compiled > 800, $"only {compiled} of the expressions were valid");
        Assert.True(selective > 400, $"only {selective} of the expressions told rows apart");
    }

    [Fact]
    public void CompiledAgainstRowWise_any_range_of_rows_over_several_chunks()
    {
        var random = new Random(5);
        var table = RandomTable.Create(random, (2 * Column.ChunkRows) + 100);
        var filter = FilterCompiler.Compile(
            "i16 > 1 and (s2 like \"%a%\" or not (d < 1.5)) and exists n",
            table.Schema,
            new Dictionary<string, Protocol.TemplateValue>());
        bool[] expected = [.. table.Rows.Select(row => RowEvaluator.Evaluate(filter.Plan, row) == true)];
        for (var i = 0; i < 40; i++)
        {
            var start = random.Next(table.Rows.Count);
            var count = random.Next(table.Rows.Count - start + 1);
            var bitmap = new RowBitmap(table.Rows.Count);
            for (var row = 0; row < table.Rows.Count; row += 3)
            {
                bitmap.Set(row);
            }

            filter.Evaluate(table.Columns, start, count, bitmap);
            for (var row = 0; row < table.Rows.Count; row++)
            {
                var wanted = row >= start && row < start + count ? expected[row] : row % 3 == 0;
                Assert.True(wanted == bitmap[row], $"row {row} of {start}+{count}");
            }
        }
    }
}
