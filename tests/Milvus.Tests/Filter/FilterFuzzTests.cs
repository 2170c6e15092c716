using Milvus.Embedded.Errors;

namespace Milvus.Tests.Filter;

/// <summary>Compiling any text succeeds or throws a <see cref="FilterException"/>, and each compiled filter can be evaluated.</summary>
public sealed class FilterFuzzTests
{
    private const string Characters = "ab01\"'\\()[]{}<>=!&|+-*/%^~,.$_ \t\n€中\uD83D\0xXeEpPuU#;";

    private static readonly string[] _words =
    [
        "id", "s", "j", "ai", "b", "f", "v", "nosuch", "$meta", "and", "or", "not", "in", "like", "exists", "is", "null", "true",
        "False", "(", ")", "[", "]", ",", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "**", "/", "%", "&", "|", "~", "!", "1",
        "0", "-9223372036854775808", "9223372036854775808", "0x", "0b2", "1e999", "\"a\"", "'b%'", "[\"k\"]", "[0]", "{p}", "{",
        "json_contains", "array_length", "ARRAY_CONTAINS_ALL", "text_match", "r\"\\\"", "\"\\u12\"", "\"\\", "Not", "Exists",
    ];

    private static readonly TestTable _table = SampleTable.Create();

    [Fact]
    [Failure("V8")]
    public void FilterFuzz_random_characters()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            Try(string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Characters[random.Next(Characters.Length)])));
        }
    }

    [Fact]
    [Failure("V8")]
    public void FilterFuzz_random_words()
    {
        var random = new Random(12);
        var valid = 0;
        for (var i = 0; i < 40_000; i++)
        {
            valid += Try(string.Join(
                random.Next(3) == 0 ? "" : " ",
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => _words[random.Next(_words.Length)]))) ? 1 : 0;
        }

        Assert.True(valid > 100, $"only {valid} of the texts were valid");
    }

    [Fact]
    [Failure("V8")]
    public void FilterFuzz_valid_expressions_with_one_change()
    {
        var random = new Random(13);
        var expressions = new RandomExpressions(random);
        for (var i = 0; i < 10_000; i++)
        {
            var expression = expressions.Next();
            var at = random.Next(expression.Length);
            Try(random.Next(3) switch
            {
                0 => expression.Remove(at, 1),
                1 => expression.Insert(at, Characters[random.Next(Characters.Length)].ToString()),
                _ => expression[..at],
            });
        }
    }

    private static bool Try(string expression)
    {
        try
        {
            _table.Match(expression);
            return true;
        }
        catch (FilterException e)
        {
            Assert.InRange(e.Position, 0, expression.Length);
            return false;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"'{expression}' threw {e.GetType().Name}", e);
        }
    }
}
