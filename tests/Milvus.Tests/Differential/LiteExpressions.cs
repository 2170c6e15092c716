using System.Globalization;

namespace Milvus.Tests.Differential;

/// <summary>
/// The part of the filter language that Milvus Lite implements like Milvus. For Lite, null is a value that is not in a list, so lists and
/// arrays are used only with fields without nulls. It distinguishes -0.0 from 0.0 in lists, and does not support negative numbers in calls.
/// </summary>
internal sealed class LiteExpressions(Random random) : SharedExpressions(random)
{
    private static readonly string[] _nullable = ["i8", "i32", "i64", "f", "d", "b", "s", "id", "s2"];
    private static readonly string[] _filled = ["id", "i16"];

    protected override string Leaf() => Random.Next(12) switch
    {
        0 => $"{Pick(s_integers)} {Pick(s_comparisons)} {Integer()}",
        1 => $"{Integer()} {Pick(s_comparisons)} {Pick(s_integers)}",
        2 => $"d {Pick(s_comparisons)} {Pick(Fraction(), Integer())}",
        3 => $"{Pick(s_texts)} {Pick(s_comparisons)} {Text()}",
        4 => $"{Pick("b", "b2")} {Pick("==", "!=")} {Truth()}",
        5 => $"{Pick(_filled)} {Pick("in", "not in")} {List(Integer)}",
        6 => $"s2 {Pick("in", "not in")} {List(Text)}",
        7 => $"{Pick(s_texts)} like "
            + $"{Pick("\"a%\"", "\"%a\"", "\"%a%\"", "\"_\"", "\"a_\"", "\"%_a%\"", "\"%\"", "\"ab\"", "\"_%_\"", "\"%中_\"")}",
        8 => $"{Pick(_nullable)} is {Pick("null", "not null")}",
        9 => Pick($"array_contains(a16, {Natural()})", $"array_contains(ab, {Truth()})", "array_contains(ad, 2.5)"),
        10 => $"{Pick("array_contains_any", "array_contains_all")}(a16, {List(Natural)})",
        _ => Pick(
            $"{Pick("id", "i8", "i16")} {Pick("+", "-", "*")} {Natural()} {Pick(s_comparisons)} {Small()}",
            $"{Pick(s_integers)} {Pick(s_comparisons)} {Pick(s_integers)}",
            $"array_length({Pick("a16", "af", "ad", "ab")}) {Pick(s_comparisons)} {Random.Next(4)}"),
    };

    private string Natural() => Random.Next(9).ToString(CultureInfo.InvariantCulture);
}
