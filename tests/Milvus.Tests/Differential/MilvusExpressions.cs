namespace Milvus.Tests.Differential;

/// <summary>
/// The part of the filter language that Milvus 2.3 implements like Milvus 2.6. A missing value is UNKNOWN on Milvus 2.6, but false on 2.3,
/// so conditions of JSON and elements are used without negations.
/// </summary>
internal sealed class MilvusExpressions(Random random) : SharedExpressions(random)
{
    private static readonly string[] _paths =
    [
        "j[\"n\"]",
        "j['t']",
        "j[\"u\"][\"n\"]",
        "j[\"x\"][0]",
        "j[\"t\"][1][\"n\"]",
        "j[\"0\"]",
        "n",
        "t",
        "$meta[\"u\"]",
        "x[\"n\"]",
        "nosuch",
    ];

    private static readonly string[] _elements = ["ai[0]", "ai[1]", "a16[1]"];

    private static readonly string[] _kept = ["==", "<", "<=", ">", ">="];

    protected override string Leaf() => Kind() switch
    {
        0 => $"{Pick(s_integers)} {Pick(s_comparisons)} {Integer()}",
        1 => $"{Integer()} {Pick(s_comparisons)} {Pick(s_integers)}",
        2 => $"{Pick("f", "d")} {Pick(s_comparisons)} {Pick(Fraction(), Integer())}",
        3 => $"{Pick(s_texts)} {Pick(s_comparisons)} {Text()}",
        4 => $"{Pick("b", "b2")} {Pick("==", "!=")} {Truth()}",
        5 => $"-4 {Pick("<", "<=")} {Pick(s_integers)} {Pick("<", "<=")} {Pick("5", "100")}",
        6 => $"7.5 {Pick(">", ">=")} {Pick("f", "d")} {Pick(">", ">=")} -3",
        7 => $"\"a\" {Pick("<", "<=")} {Pick(s_texts)} {Pick("<", "<=")} \"b\"",
        8 => $"{Pick(s_integers)} {Pick("in", "not in")} {List(Integer)}",
        9 => $"{Pick("f", "d")} {Pick("in", "not in")} {List(Fraction)}",
        10 => $"{Pick(s_texts)} {Pick("in", "not in")} {List(Text)}",
        11 => $"{Pick(s_texts)} like \"{Pick("a", "aa", "é", "中", "zz", "b")}%\"",
        12 => $"{Pick(_paths)} {Pick(_kept)} {Pick(Small(), Text(), "2.5", Truth())}",
        13 => $"{Pick(_paths)} in {List(Random.Next(2) == 0 ? Small : Text)}",
        14 => $"{Pick("json_contains", "JSON_CONTAINS")}({Pick(_paths)}, {Pick(Small(), Text(), Truth())})",
        15 => $"{Pick("json_contains_any", "json_contains_all")}({Pick(_paths)}, {List(Random.Next(2) == 0 ? Small : Text)})",
        16 => Pick(
            $"array_contains(ai, {Small()})",
            $"array_contains(a_s, {Text()})",
            $"array_contains(ab, {Truth()})", $"array_contains(ad, {Fraction()})"),
        17 => $"{Pick("array_contains_any", "array_contains_all")}({(Random.Next(2) == 0 ? $"ai, {List(Small)}" : $"a_s, {List(Text)}")})",
        18 => $"array_length({Pick("ai", "a16", "a_s", "af", "ad", "ab")}) {Pick("==", "!=")} {Random.Next(4)}",
        19 => $"{Pick(_elements)} {Pick(s_comparisons)} {Small()}",
        _ => Pick(
            $"{Pick(s_integers)} {Pick("+", "-", "*")} {Small()} {Pick("==", "!=")} {Small()}",
            // Milvus computes the remainder of large 64-bit integers in floating point.
            $"{Pick("id", "i8", "i16", "i32")} {Pick("/", "%")} {Random.Next(1, 6)} {Pick("==", "!=")} {Small()}",
            $"{Pick(s_integers)} {Pick(s_comparisons)} {Pick(s_integers)}",
            $"s {Pick(s_comparisons)} s2"),
    };

    private int Kind()
    {
        var kind = Random.Next(21);
        return Negated && kind is (>= 12 and <= 15) or 19 ? kind % 12 : kind;
    }
}
