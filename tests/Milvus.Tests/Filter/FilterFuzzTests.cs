using System.Globalization;
using Milvus.Embedded.Errors;
using Milvus.Testing.Inputs;
using Xunit.Abstractions;

namespace Milvus.Tests.Filter;

/// <summary>
/// Compiling any text succeeds or throws a <see cref="FilterException"/>, and each compiled filter can be evaluated.
/// MILVUS_FUZZED_FILTERS is the number of texts of each kind.
/// </summary>
public sealed class FilterFuzzTests(ITestOutputHelper output)
{
    private const string Characters = "ab01\"'\\()[]{}<>=!&|+-*/%^~,.$_ \t\n€中\uD83D\0xXeEpPuU#;";

    private static readonly string[] _words =
    [
        "id", "s", "j", "ai", "b", "f", "v", "nosuch", "$meta", "and", "or", "not", "in", "like", "exists", "is", "null", "true",
        "False", "(", ")", "[", "]", ",", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "**", "/", "%", "&", "|", "~", "!", "1",
        "0", "-9223372036854775808", "9223372036854775808", "0x", "0b2", "1e999", "\"a\"", "'b%'", "[\"k\"]", "[0]", "{p}", "{",
        "json_contains", "array_length", "ARRAY_CONTAINS_ALL", "text_match", "r\"\\\"", "\"\\u12\"", "\"\\", "Not", "Exists",
    ];

    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_FUZZED_FILTERS");
    private static readonly TestTable _table = SampleTable.Create();

    private readonly InputWatch _watch = new(isAlone: _number is not null);

    [Fact]
    [Failure("V8")]
    public void FilterFuzz_random_characters()
    {
        var random = Begin(11);
        for (var i = 0; i < Count(20_000); i++)
        {
            Try(string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Characters[random.Next(Characters.Length)])));
        }

        End("characters");
    }

    [Fact]
    [Failure("V8")]
    public void FilterFuzz_random_words()
    {
        var random = Begin(12);
        var valid = 0;
        for (var i = 0; i < Count(40_000); i++)
        {
            valid += Try(string.Join(
                random.Next(3) == 0 ? "" : " ",
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => _words[random.Next(_words.Length)]))) ? 1 : 0;
        }

        End("words");
        Assert.True(valid > 100, $"only {valid} of the texts were valid");
    }

    [Fact]
    [Failure("V8")]
    public void FilterFuzz_valid_expressions_with_one_change()
    {
        var random = Begin(13);
        var expressions = new RandomExpressions(random);
        for (var i = 0; i < Count(10_000); i++)
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

        End("changed expressions");
    }

    private static int Count(int usual) => _number is null ? usual : int.Parse(_number, CultureInfo.InvariantCulture);

    private static Random Begin(int seed)
    {
        // The first filter also waits for the compiler of .NET.
        Compile("id > 0");
        return new(_number is null ? seed : Environment.TickCount);
    }

    private void End(string what) => output.WriteLine($"{what}: {_watch.Summary}");

    private bool Try(string expression) => _watch.Try(() => $"'{expression}'", () => Compile(expression));

    private static bool Compile(string expression)
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
