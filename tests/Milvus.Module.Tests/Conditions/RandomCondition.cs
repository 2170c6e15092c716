using System.Globalization;

namespace Milvus.Module.Tests.Conditions;

/// <summary>Random conditions of PowerShell over the fields of <see cref="WherePropertyTests"/>.</summary>
internal sealed class RandomCondition(int seed)
{
    internal static readonly string[] Texts = ["a", "A", "ab", "a%b", "a_b", "a\\b", "b*", "it's", "", "Ab", "éa", "ba"];

    private static readonly string[] _orders = ["-clt", "-cle", "-cgt", "-cge", "-lt", "-ge"];
    private static readonly string[] _equalities = ["-ceq", "-cne"];
    private static readonly string[] _patterns = ["a*", "*b", "*a*", "?", "a?b", "*", "a%*", "*_*", "*\\*", "b`*", "A*"];
    private static readonly string[] _expressions = ["^a", "b$", "^[aA]b?$", "a.b", "^$", "\\*"];
    private static readonly string[] _numbers = ["$_.id", "$_.n", "$_.meta.a", "$_.size", "$_.meta.list[0]", "$_.nums[0]", "$_.nums.Count"];
    private static readonly string[] _texts = ["$_.title", "$_.meta.text", "$_.color", "$_.tags[0]"];
    private readonly Random _random = new(seed);

    internal string Next(int depth = 3) => (depth == 0 ? 0 : _random.Next(6)) switch
    {
        1 or 2 => $"({Next(depth - 1)}) -and ({Next(depth - 1)})",
        3 => $"({Next(depth - 1)}) -or ({Next(depth - 1)})",
        4 => $"-not ({Next(depth - 1)})",
        _ => Atom(),
    };

    private string Atom() => _random.Next(12) switch
    {
        0 => $"{Number()} {Pick(_orders)} {Pick(_numbers)}",
        1 => $"{Pick(_numbers)} {Pick(_equalities)} {Number()}",
        2 => $"$_.n {Pick(_orders)} {Fraction()}",
        3 => $"$_.price {Pick([.. _orders, .. _equalities])} {Fraction()}",
        4 => $"$_.n {Pick(["+", "-", "*"])} {Number()} {Pick([.. _orders, .. _equalities])} {Number()}",
        5 => $"$_.n % {_random.Next(1, 4)} {Pick(_equalities)} {_random.Next(3)}",
        6 => $"{Pick(_texts)} {Pick(_equalities)} {Text()}",
        7 => $"{Pick(_texts)} {Pick(["-clike", "-cnotlike"])} '{Pick(_patterns)}'",
        8 => $"{Pick(_texts)} {Pick(["-cmatch", "-cnotmatch"])} '{Pick(_expressions)}'",
        9 => $"{Pick(_texts)} {Pick(["-cin", "-cnotin"])} {Text()}, {Text()}",
        10 => _random.Next(2) == 0
            ? $"$_.tags {Pick(["-ccontains", "-cnotcontains"])} {Text()}"
            : $"{Number()} {Pick(["-in", "-notin"])} {Pick(["$_.nums", "$_.meta.list"])}",
        _ => Pick(["$_.sold", "-not $_.sold", "$_.sold -eq $true", "$false -ne $_.sold"]),
    };

    private string Number() => _random.Next(-4, 5).ToString(CultureInfo.InvariantCulture);

    private string Fraction() => (_random.Next(-16, 17) / 4.0).ToString("0.0#", CultureInfo.InvariantCulture);

    private string Text() => $"'{Pick(Texts).Replace("'", "''", StringComparison.Ordinal)}'";

    private string Pick(string[] list) => list[_random.Next(list.Length)];
}
