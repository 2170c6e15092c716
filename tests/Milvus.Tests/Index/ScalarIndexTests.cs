using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Index.Scalar;
using Milvus.Embedded.Records;
using Milvus.Protocol;
using Milvus.Tests.Filter;
using FieldType = Milvus.Protocol.DataType;
using KeyValuePair = Milvus.Protocol.KeyValuePair;

namespace Milvus.Tests.Index;

/// <summary>With scalar indexes, a filter reads few rows and selects the same.</summary>
public sealed class ScalarIndexTests
{
    private const int Rows = 15_000;

    private static readonly string[] _paths = ["/n", "/t", "/u/n", "/x/0", "/x", "/0"];

    private static readonly Lazy<(TestTable Table, CandidateRows LookUp)> _table = new(() =>
    {
        var table = RandomTable.Create(new Random(3), Rows);
        return (table, new CandidateRows(Build(table), Rows));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ScalarIndex_random_expressions_select_the_same_rows(int seed)
    {
        var random = new Random(seed);
        var table = RandomTable.Create(random, Rows);
        var indexes = Build(table);
        var lookUp = new CandidateRows(indexes, Rows);
        var expressions = new RandomExpressions(random);
        var narrowed = 0;
        for (var i = 0; i < 1500; i++)
        {
            var expression = expressions.Next();
            CompiledFilter filter;
            try
            {
                filter = FilterCompiler.Compile(expression, table.Schema, new Dictionary<string, TemplateValue>());
            }
            catch (FilterException)
            {
                continue;
            }

            if (lookUp.Of(filter.Plan) is not { } candidates)
            {
                continue;
            }

            narrowed++;
            var found = new RowBitmap(Rows);
            filter.Evaluate(table.Columns, 0, Rows, found, candidates);
            var all = new RowBitmap(Rows);
            filter.Evaluate(table.Columns, 0, Rows, all);
            Assert.True(
                found.Words.SequenceEqual(all.Words),
                $"{expression}: {found.CountSet()} rows with indexes, {all.CountSet()} without");
        }

        Assert.True(narrowed > 70, $"only {narrowed} of the expressions used an index");
    }

    [Theory]
    [InlineData("i64 == 5 and s2 != \"a\"", true)]
    [InlineData("id in [5, 7]", true)]
    [InlineData("id < 100 or id > 14900", true)]
    [InlineData("id < 100 or b == true", false)]
    [InlineData("not (id < 14990)", false)]
    [InlineData("id > 7000 and b2 == true and id <= 7010", true)]
    [InlineData("7000 < id < 7010", true)]
    [InlineData("i64 > 100 and i64 < 50", true)]
    [InlineData("i64 > 0 and id > 7000", false)]
    [InlineData("id != 3", false)]
    [InlineData("id >= 0", false)]
    [InlineData("s == \"éa\"", true)]
    [InlineData("s like \"éa%\"", true)]
    [InlineData("s like \"%a\"", false)]
    [InlineData("array_contains(ai, 32767)", true)]
    [InlineData("array_contains_all(ai, [32767, 127])", true)]
    [InlineData("ai[0] == 32767", false)]
    [InlineData("j[\"u\"][\"n\"] == 127", true)]
    [InlineData("j[\"u\"][\"n\"] != 127", false)]
    [InlineData("n == 127", true)]
    [InlineData("n == \"éa\"", true)]
    [InlineData("n == true", false)]
    [InlineData("match_any(st, $[i] == 32767 and $[t] == 'zz')", true)]
    [InlineData("match_exact(st, $[i] == 32767, threshold=2)", true)]
    [InlineData("element_filter(st, 30000 < $[i] < 40000)", true)]
    [InlineData("match_all(st, $[i] == 32767)", false)]
    [InlineData("match_exact(st, $[i] == 32767, threshold=0)", false)]
    [InlineData("not match_any(st, $[i] == 32767)", false)]
    public void ScalarIndex_what_an_index_can_tell(string expression, bool narrows)
    {
        var filter = FilterCompiler.Compile(expression, _table.Value.Table.Schema, new Dictionary<string, TemplateValue>());
        var candidates = _table.Value.LookUp.Of(filter.Plan);
        Assert.Equal(narrows, candidates is not null);
        Assert.True(candidates is null || candidates.CountSet() <= Rows / 4);
    }

    [Theory]
    [InlineData("\U0010FFFFa", new[] { "\U0010FFFFa", "\U0010FFFFab" })]
    [InlineData("\U0010FFFF", new[] { "\U0010FFFF", "\U0010FFFF\U0010FFFF", "\U0010FFFFa", "\U0010FFFFab" })]
    [InlineData("\uD7FF", new[] { "\uD7FF", "\uD7FFz" })]
    [InlineData("a", new[] { "a", "ab", "a\U0010FFFF" })]
    public void ScalarIndex_prefix_finds_all_that_begin_with_it(string prefix, string[] expected)
    {
        string[] words =
        [
            "",
            "a",
            "ab",
            "a\U0010FFFF",
            "b",
            "\uD7FF",
            "\uD7FFz",
            "\uE000",
            "\U0010FFFF",
            "\U0010FFFF\U0010FFFF",
            "\U0010FFFFa",
            "\U0010FFFFab",
        ];
        var keys = new SortedKeys<string>(KeyRanges.TextOrder).With([.. words], [.. Enumerable.Range(0, words.Length)]);
        string[] found = [.. keys.FindRange(KeyRanges.OfPrefix(prefix).Texts[0], int.MaxValue, out _).ToArray().Select(row => words[row])];
        Assert.Empty(expected.Except(found));
        Assert.True(found.Length <= expected.Length + 1, string.Join(' ', found));
    }

    /// <summary>Builds indexes on all supported fields, in three steps.</summary>
    private static ScalarIndex[] Build(TestTable table)
    {
        var fields = table
            .Schema.Fields.Concat(StructFields.Flatten(table.Schema))
            .Where(field => field.DataType != FieldType.Json)
            .Select(field => Entry(field));
        FieldSchema[] documents =
        [
            table.Schema.Fields.First(field => field.Name == "j"),
            TestTable.Field(ColumnSet.DynamicField, FieldType.Json),
        ];
        var paths =
            from document in documents
            from path in _paths
            from cast in new[] { "DOUBLE", "VARCHAR" }
            select Entry(document, ("json_path", path), ("json_cast_type", cast));
        ScalarIndex[] indexes = [.. fields.Concat(paths).Select(entry => ScalarIndex.Over(table.Columns, entry)).OfType<ScalarIndex>()];
        foreach (var index in indexes)
        {
            for (var rows = Rows / 3; rows <= Rows; rows += Rows / 3)
            {
                index.TakeUp(rows, CancellationToken.None);
                Assert.Equal(rows, index.Count);
            }
        }

        return indexes;
    }

    private static IndexEntry Entry(FieldSchema field, params (string Key, string Value)[] parameters) =>
        new(1, field, field.Name, [.. parameters.Select(pair => new KeyValuePair { Key = pair.Key, Value = pair.Value })], 0);
}
