namespace Milvus.Conditions;

/// <summary>A comparison operator of PowerShell and its translation.</summary>
/// <param name="Name">Its name without the dash and without the letter for case.</param>
/// <param name="Kind">How it compares.</param>
/// <param name="Symbol">The operator of the filter language.</param>
/// <param name="Swapped">The operator when its operands change places.</param>
/// <param name="IsNegated">Whether it is the negation of another one.</param>
internal sealed record ComparisonOperator(string Name, ComparisonKind Kind, string Symbol, string Swapped, bool IsNegated = false)
{
    private static readonly Dictionary<string, ComparisonOperator> _byName = new ComparisonOperator[]
    {
        new("eq", ComparisonKind.Equality, "==", "=="),
        new("ne", ComparisonKind.Equality, "!=", "!=", IsNegated: true),
        new("gt", ComparisonKind.Order, ">", "<"),
        new("ge", ComparisonKind.Order, ">=", "<="),
        new("lt", ComparisonKind.Order, "<", ">"),
        new("le", ComparisonKind.Order, "<=", ">="),
        new("like", ComparisonKind.Like, "like", string.Empty),
        new("notlike", ComparisonKind.Like, "like", string.Empty, IsNegated: true),
        new("match", ComparisonKind.Match, "=~", string.Empty),
        new("notmatch", ComparisonKind.Match, "!~", string.Empty, IsNegated: true),
        new("contains", ComparisonKind.Contains, "in", string.Empty),
        new("notcontains", ComparisonKind.Contains, "not in", string.Empty, IsNegated: true),
        new("in", ComparisonKind.In, "in", string.Empty),
        new("notin", ComparisonKind.In, "not in", string.Empty, IsNegated: true),
    }.ToDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the script names the case-sensitive form, which is the only one of the filter language.</summary>
    internal bool IsCaseSensitive { get; private init; }

    /// <summary>Whether the operator ignores case explicitly: -ieq, -ilike.</summary>
    internal bool IgnoresCase { get; private init; }

    /// <summary>The operator as written after its dash; null if it is not a comparison.</summary>
    internal static ComparisonOperator? Find(string word) =>
        _byName.TryGetValue(word, out var plain) ? plain
        : word.Length < 2 || !_byName.TryGetValue(word[1..], out var other) ? null
        : char.ToLowerInvariant(word[0]) switch
        {
            'c' => other with { IsCaseSensitive = true },
            'i' => other with { IgnoresCase = true },
            _ => null,
        };
}
