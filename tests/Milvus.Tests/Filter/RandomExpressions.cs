using System.Globalization;

namespace Milvus.Tests.Filter;

/// <summary>Writes expressions over the fields of <see cref="RandomTable"/>, most of them valid.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly string[] s_integerFields = ["id", "i8", "i16", "i32", "i64", "ai[0]", "ai[1]", "a16[1]"];
    private static readonly string[] s_floatFields = ["f", "d", "af[0]", "ad[1]"];
    private static readonly string[] s_textFields = ["s", "s2", "a_s[0]"];
    private static readonly string[] s_truthFields = ["b", "b2", "ab[0]"];
    private static readonly string[] s_arrays = ["ai", "a16", "a_s", "af", "ad", "ab"];
    private static readonly string[] s_comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] s_nullable = ["i8", "i32", "i64", "f", "d", "b", "s", "j", "ai", "a_s", "id", "n", "j[\"t\"]", "nosuch"];

    private static readonly string[] s_paths =
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

    private string Condition(int depth) => depth > 0
        ? random.Next(5) switch
        {
            0 => $"{Pick("not", "!", "NOT")} ({Condition(depth - 1)})",
            1 => $"not {Leaf()}",
            2 => $"({Condition(depth - 1)}) {Pick("and", "&&", "AND")} ({Condition(depth - 1)})",
            3 => $"{Condition(depth - 1)} {Pick("or", "||", "OR")} {Condition(depth - 1)}",
            _ => $"({Leaf()}) {Pick("and", "or")} {Leaf()} {Pick("and", "or")} ({Condition(depth - 1)})",
        }
        : Leaf();

    private string Leaf() => random.Next(25) switch
    {
        22 => Match(),
        23 => $"not {Match()}",
        24 => Pick(
            $"st[{random.Next(3)}][i] {Pick(s_comparisons)} {Integer()}",
            $"array_length({Pick("st", "st[t]")}) {Pick(s_comparisons)} {random.Next(5)}",
            $"st {Pick("is null", "is not null")}"),
        0 => $"{Pick(s_integerFields)} {Pick(s_comparisons)} {Integer()}",
        1 => $"{Integer()} {Pick(s_comparisons)} {Pick(s_integerFields)}",
        2 => $"{Pick(s_floatFields)} {Pick(s_comparisons)} {Number()}",
        3 => $"{Pick(s_textFields)} {Pick(s_comparisons)} {Text()}",
        4 => $"{Pick(s_truthFields)} {Pick(s_comparisons)} {Pick("true", "false")}",
        5 => $"{Pick(s_paths)} {Pick(s_comparisons)} {Any()}",
        6 => $"{Integer()} {Pick("<", "<=")} {Pick([.. s_integerFields, .. s_paths])} {Pick("<", "<=")} 100",
        7 => $"{Number()} {Pick(">", ">=")} {Pick([.. s_floatFields, .. s_paths])} {Pick(">", ">=")} -5",
        8 => $"{Pick(s_integerFields)} {Pick("in", "not in", "IN")} {List(Integer)}",
        9 => $"{Pick(s_floatFields)} {Pick("in", "not in")} {List(Number)}",
        10 => $"{Pick(s_textFields)} {Pick("in", "not in")} {List(Text)}",
        11 => $"{Pick([.. s_paths, .. s_truthFields])} {Pick("in", "not in")} {List(random.Next(2) == 0 ? Any : () => "true")}",
        12 => $"{Pick([.. s_textFields, .. s_paths])} like {Pattern()}",
        13 => $"{Pick(s_nullable)} {Pick("is null", "is not null", "IS NULL", "Is Not Null")}",
        14 => $"exists {Pick(s_paths)}",
        15 => Contains(),
        16 => $"array_length({Pick([.. s_arrays, .. s_paths])}) {Pick(s_comparisons)} {random.Next(4)}",
        17 => $"{Pick([.. s_arrays, .. s_paths])} {Pick("==", "!=")} {List(random.Next(2) == 0 ? Integer : Any)}",
        18 => $"{Arithmetic(2)} {Pick(s_comparisons)} {Arithmetic(1)}",
        19 => $"{Pick([.. s_integerFields, .. s_floatFields])} {Pick(s_comparisons)} {Pick([.. s_integerFields, .. s_floatFields])}",
        20 => Pick($"{Pick(s_textFields)} {Pick(s_comparisons)} {Pick(s_textFields)}", $"b {Pick(s_comparisons)} b2", "b", "ab[1]", "true"),
        _ => $"{Pick(s_paths)} {Pick("+", "-", "*", "/", "%", "**", "&")} {Pick(Integer(), Number(), "i32", "d", "i8")} {Pick(s_comparisons)} {Number()}",
    };

    private string Match() => random.Next(2) == 0
        ? $"{Pick("match_any", "MATCH_ANY", "match_all", "MATCH_ALL")}(st, {Elements(random.Next(3))})"
        : $"{Pick("match_least", "MATCH_MOST", "match_exact")}(st, {Elements(random.Next(2))}, {Pick("threshold", "THRESHOLD")}={random.Next(4)})";

    private string Elements(int depth) => depth > 0
        ? random.Next(3) switch
        {
            0 => $"{Pick("not", "!")} ({Elements(depth - 1)})",
            _ => $"({Elements(depth - 1)}) {Pick("and", "||")} {Elements(depth - 1)}",
        }
        : random.Next(7) switch
        {
            0 => $"{Pick("$[i]", "$[i8]")} {Pick(s_comparisons)} {Integer()}",
            1 => $"$[f] {Pick(s_comparisons)} {Number()}",
            2 => $"$[t] {Pick(s_comparisons)} {Text()}",
            3 => $"$[b] {Pick("==", "!=")} {Pick("true", "false")}",
            4 => $"{Pick("$[i]", "$[i8]")} {Pick("in", "not in")} {List(Integer)}",
            5 => $"$[t] like {Pattern()}",
            _ => Pick($"-1 <= $[i] < {Integer()}", $"$[i] {Pick("+", "*", "%")} 2 {Pick(s_comparisons)} {Integer()}", $"$[t] in {List(Text)}"),
        };

    private string Contains()
    {
        string function = Pick("json_contains", "array_contains", "JSON_CONTAINS");
        string field = Pick([.. s_arrays, .. s_paths]);
        return random.Next(2) == 0
            ? $"{function}({field}, {Pick(Any(), List(Integer))})"
            : $"{function}{Pick("_all", "_any").ToUpperInvariant()}({field}, {List(random.Next(2) == 0 ? Integer : Any)})";
    }

    private string Arithmetic(int depth) => depth == 0
        ? Pick([.. s_integerFields, .. s_floatFields, Integer(), Number(), "array_length(ai)"])
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

    private string Pattern() => Pick("\"a%\"", "\"%a\"", "\"%a%\"", "\"_\"", "\"a_\"", "\"%_a%\"", "\"%\"", "\"\"", "\"a\\\\%\"", "\"ab\"", "\"_%_\"", "\"%中_\"", "\"%aa%b%\"");

    private string List(Func<string> item) =>
        $"[{string.Join(", ", Enumerable.Range(0, random.Next(8)).Select(_ => item()))}]";

    private string Pick(params string[] options) => options[random.Next(options.Length)];
}
