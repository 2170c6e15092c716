namespace Milvus.Embedded.Filter.Syntax;

/// <summary>The reserved words. Milvus accepts each in lower and in upper case, and boolean literals also capitalised.</summary>
internal static class Keywords
{
    public static TokenKind Find(ReadOnlySpan<char> word) => word switch
    {
        "and" or "AND" => TokenKind.And,
        "or" or "OR" => TokenKind.Or,
        "not" or "NOT" => TokenKind.Not,
        "in" or "IN" => TokenKind.In,
        "like" or "LIKE" => TokenKind.Like,
        "exists" or "EXISTS" => TokenKind.Exists,
        "true" or "True" or "TRUE" => TokenKind.True,
        "false" or "False" or "FALSE" => TokenKind.False,
        _ => TokenKind.Identifier,
    };

    /// <summary>
    /// The operator of a word, in any case, at a position where only an operator can be. Elsewhere a mixture of cases is a name: a field
    /// may be called `And`.
    /// </summary>
    public static TokenKind FindOperator(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[4];
        return word.Length <= lower.Length && word.ToLowerInvariant(lower) == word.Length
            ? lower[..word.Length] switch
            {
                "and" => TokenKind.And,
                "or" => TokenKind.Or,
                "not" => TokenKind.Not,
                "in" => TokenKind.In,
                "like" => TokenKind.Like,
                _ => TokenKind.Identifier,
            }
            : TokenKind.Identifier;
    }
}
