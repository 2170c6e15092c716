using System.Globalization;
using Milvus.Tests.Filter;

namespace Milvus.Tests.Differential;

/// <summary>
/// Generates expressions over <see cref="RandomTable"/> in the part of the filter language that a real server shares with the engine. Other
/// differences are listed in filters.tsv and known-differences.tsv.
/// </summary>
internal abstract class SharedExpressions(Random random)
{
    protected static readonly string[] s_integers = ["id", "i8", "i16", "i32", "i64"];
    protected static readonly string[] s_comparisons = ["==", "!=", "<", "<=", ">", ">="];
    protected static readonly string[] s_texts = ["s", "s2"];

    protected Random Random { get; } = random;

    /// <summary>Whether the next condition is inside an odd number of negations.</summary>
    protected bool Negated { get; private set; }

    public string Next() => Condition(Random.Next(4));

    /// <summary>Generates a condition without `and`, `or` and `not`.</summary>
    protected abstract string Leaf();

    protected string Pick(params string[] options) => options[Random.Next(options.Length)];

    protected string Small() => Random.Next(-4, 9).ToString(CultureInfo.InvariantCulture);

    protected string Integer() => Random.Next(6) == 0 ? Pick("100", "127", "-128", "32767", "2147483647", "-2147483648") : Small();

    protected string Fraction() => Pick("0.1", "0.5", "2.5", "1e300", "-3.0", "7.0", "0.0", "-1e-300");

    protected string Text() => Quote(Pick(RandomTable.Words));

    protected string List(Func<string> item) =>
        $"[{string.Join(", ", Enumerable.Range(0, Random.Next(1, 6)).Select(_ => item()).Distinct(StringComparer.Ordinal))}]";

    protected string Truth() => Pick("true", "false");

    /// <summary>The text as a literal. Every server supports these two escapes, and reads other characters unchanged.</summary>
    protected static string Quote(string text) =>
        $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string Negation(int depth)
    {
        Negated = !Negated;
        var condition = Condition(depth);
        Negated = !Negated;
        return condition;
    }

    private string Condition(int depth) => depth == 0
        ? Leaf()
        : Random.Next(4) switch
        {
            0 => $"not ({Negation(depth - 1)})",
            1 => $"({Condition(depth - 1)}) {Pick("and", "&&")} ({Condition(depth - 1)})",
            2 => $"{Leaf()} {Pick("or", "||")} {Leaf()} {Pick("and", "&&")} {Leaf()}",
            _ => $"({Condition(depth - 1)}) {Pick("or", "||")} ({Condition(depth - 1)})",
        };
}
