using System.Globalization;

namespace Milvus.Tests.Filter;

/// <summary>Generates expressions over the fields of <see cref="RandomTable"/>, most of them valid.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly string[] _integerFields = ["id", "i8", "i16", "i32", "i64", "ai[0]", "ai[1]", "a16[1]"];
    private static readonly string[] _floatFields = ["f", "d", "af[0]", "ad[1]"];
    private static readonly string[] _textFields = ["s", "s2", "a_s[0]"];
    private static readonly string[] _truthFields = ["b", "b2", "ab[0]"];
    private static readonly string[] _arrays = ["ai", "a16", "a_s", "af", "ad", "ab"];
    private static readonly string[] _comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] _nullable =
    [
        "i8",
        "i32",
        "i64",
        "f",
        "d",
        "b",
        "s",
        "j",
        "ai",
        "a_s",
        "id",
        "n",
        "j[\"t\"]",
        "nosuch",
    ];

    private static readonly string[] _paths =
    [
        "j[\"n\"]", "j['t']", "j[\"u\"][\"n\"]", "j[\"x\"][0]", "j[\"t\"][1][\"n\"]", "j[\"0\"]", "j[\"x\"][\"0\"]", "j[0]", "j",
        "n", "t", "$meta[\"u\"]", "x[\"n\"]", "nosuch", "u[0]",
    ];

    public string Next() => random.Next(12) switch
    {
        0 => $"element_filter(st, {Elements(random.Next(3))})",
        1 => $"({Condition(random.Next(2))}) {Pick("and", "&&")} ELEMENT_FILTER(st, {Elements(random.Next(2))})",
        _ => Condition(random.Next(4)),
    };

    private string Condition(int depth) =>
        depth > 0
            ? random.Next(5) switch
            {
                0 => $"{Pick("not", "!", "NOT")} ({Condition(depth - 1)})",
                1 => $"not {Leaf()}",
                2 => $"({Condition(depth - 1)}) {Pick("and", "&&", "AND")} ({Condition(depth - 1)})",
                3 => $"{Condition(depth - 1)} {Pick("or", "||", "OR")} {Condition(depth - 1)}",
                _ => $"({Leaf()}) {Pick("and", "or")} {Leaf()} {Pick("and", "or")} ({Condition(depth - 1)})",
            }
            : Leaf();

    private string Leaf() =>
        random.Next(25) switch
        {
            22 => Match(),
            23 => $"not {Match()}",
            24 => Pick(
                $"st[{random.Next(3)}][i] {Pick(_comparisons)} {Integer()}",
                $"array_length({Pick("st", "st[t]")}) {Pick(_comparisons)} {random.Next(5)}",
                $"st {Pick("is null", "is not null")}"),
            0 => $"{Pick(_integerFields)} {Pick(_comparisons)} {Integer()}",
            1 => $"{Integer()} {Pick(_comparisons)} {Pick(_integerFields)}",
            2 => $"{Pick(_floatFields)} {Pick(_comparisons)} {Number()}",
            3 => $"{Pick(_textFields)} {Pick(_comparisons)} {Text()}",
            4 => $"{Pick(_truthFields)} {Pick(_comparisons)} {Pick("true", "false")}",
            5 => $"{Pick(_paths)} {Pick(_comparisons)} {Any()}",
            6 => $"{Integer()} {Pick("<", "<=")} {Pick([.. _integerFields, .. _paths])} {Pick("<", "<=")} 100",
            7 => $"{Number()} {Pick(">", ">=")} {Pick([.. _floatFields, .. _paths])} {Pick(">", ">=")} -5",
            8 => $"{Pick(_integerFields)} {Pick("in", "not in", "IN")} {List(Integer)}",
            9 => $"{Pick(_floatFields)} {Pick("in", "not in")} {List(Number)}",
            10 => $"{Pick(_textFields)} {Pick("in", "not in")} {List(Text)}",
            11 => $"{Pick([.. _paths, .. _truthFields])} {Pick("in", "not in")} {List(random.Next(2) == 0 ? Any : () => "true")}",
            12 => $"{Pick([.. _textFields, .. _paths])} like {Pattern()}",
            13 => $"{Pick(_nullable)} {Pick("is null", "is not null", "IS NULL", "Is Not Null")}",
            14 => $"exists {Pick(_paths)}",
            15 => Contains(),
            16 => $"array_length({Pick([.. _arrays, .. _paths])}) {Pick(_comparisons)} {random.Next(4)}",
            17 => $"{Pick([.. _arrays, .. _paths])} {Pick("==", "!=")} {List(random.Next(2) == 0 ? Integer : Any)}",
            18 => $"{Arithmetic(2)} {Pick(_comparisons)} {Arithmetic(1)}",
            19 => $"{Pick([.. _integerFields, .. _floatFields])} {Pick(_comparisons)} {Pick([.. _integerFields, .. _floatFields])}",
            20 => Pick(
                $"{Pick(_textFields)} {Pick(_comparisons)} {Pick(_textFields)}",
                $"b {Pick(_comparisons)} b2",
                "b",
                "ab[1]",
                "true"),
            _ =>
                $"{Pick(_paths)} {Pick("+", "-", "*", "/", "%", "**", "&")} {Pick(Integer(), Number(), "i32", "d", "i8")} "
                    + $"{Pick(_comparisons)} {Number()}",
        };

    private string Match() =>
        random.Next(2) == 0
            ? $"{Pick("match_any", "MATCH_ANY", "match_all", "MATCH_ALL")}(st, {Elements(random.Next(3))})"
            : $"{Pick("match_least", "MATCH_MOST", "match_exact")}(st, {Elements(random.Next(2))}, "
                + $"{Pick("threshold", "THRESHOLD")}={random.Next(4)})";

    private string Elements(int depth) =>
        depth > 0
            ? random.Next(3) switch
            {
                0 => $"{Pick("not", "!")} ({Elements(depth - 1)})",
                _ => $"({Elements(depth - 1)}) {Pick("and", "||")} {Elements(depth - 1)}",
            }
            : random.Next(7) switch
            {
                0 => $"{Pick("$[i]", "$[i8]")} {Pick(_comparisons)} {Integer()}",
                1 => $"$[f] {Pick(_comparisons)} {Number()}",
                2 => $"$[t] {Pick(_comparisons)} {Text()}",
                3 => $"$[b] {Pick("==", "!=")} {Pick("true", "false")}",
                4 => $"{Pick("$[i]", "$[i8]")} {Pick("in", "not in")} {List(Integer)}",
                5 => $"$[t] like {Pattern()}",
                _ => Pick(
                    $"-1 <= $[i] < {Integer()}",
                    $"$[i] {Pick("+", "*", "%")} 2 {Pick(_comparisons)} {Integer()}",
                    $"$[t] in {List(Text)}"),
            };

    private string Contains()
    {
        var function = Pick("json_contains", "array_contains", "JSON_CONTAINS");
        var field = Pick([.. _arrays, .. _paths]);
        return random.Next(2) == 0
            ? $"{function}({field}, {Pick(Any(), List(Integer))})"
            : $"{function}{Pick("_all", "_any").ToUpperInvariant()}({field}, {List(random.Next(2) == 0 ? Integer : Any)})";
    }

    private string Arithmetic(int depth) => depth == 0
        ? Pick([.. _integerFields, .. _floatFields, Integer(), Number(), "array_length(ai)"])
        : $"({Arithmetic(depth - 1)} {Pick("+", "-", "*", "/", "%", "&", "|", "^")} {Arithmetic(depth - 1)})";

    private string Any() => random.Next(5) switch
    {
        0 => Text(),
        1 => Number(),
        2 => Pick("true", "false"),
        _ => Integer(),
    };

    private string Integer() => random.Next(8) switch
    {
        0 => "9223372036854775807",
        1 => "-9223372036854775808",
        2 => Pick("0x7F", "010", "-0x80", "32768", "300", "-129"),
        _ => random.Next(-4, 9).ToString(CultureInfo.InvariantCulture),
    };

    private string Number() => random.Next(3) == 0 ? Integer() : Pick("0.1", "0.5", "2.5", "1e300", "-3.0", "7.0", ".5", "0.0");

    private string Text() => System.Text.Json.JsonSerializer.Serialize(Pick(RandomTable.Words));

    private string Pattern() =>
        Pick(
            "\"a%\"",
            "\"%a\"",
            "\"%a%\"",
            "\"_\"",
            "\"a_\"",
            "\"%_a%\"",
            "\"%\"",
            "\"\"",
            "\"a\\\\%\"",
            "\"ab\"",
            "\"_%_\"",
            "\"%中_\"",
            "\"%aa%b%\"");

    private string List(Func<string> item) =>
        $"[{string.Join(", ", Enumerable.Range(0, random.Next(8)).Select(_ => item()))}]";

    private string Pick(params string[] options) => options[random.Next(options.Length)];
}
