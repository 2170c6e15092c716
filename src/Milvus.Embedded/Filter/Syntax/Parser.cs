using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Filter.Syntax;

/// <summary>Parses tokens into a tree by precedence climbing. Operators of equal precedence associate to the left.</summary>
internal sealed partial class Parser
{
    /// <summary>The maximum nesting depth. The later stages are recursive, and a stack overflow cannot be caught.</summary>
    private const int MaxDepth = 400;

    private readonly FilterText _source;
    private readonly Lexer _lexer;
    private readonly CancellationToken _cancellation;
    private FilterToken _token;
    private int _level;

    private Parser(FilterText source, CancellationToken cancellation)
    {
        _source = source;
        _cancellation = cancellation;
        _lexer = new Lexer(source);
        _token = _lexer.ReadNext();
    }

    /// <exception cref="OperationCanceledException">The call was cancelled, or its deadline was exceeded.</exception>
    public static SyntaxNode Parse(FilterText source, CancellationToken cancellation)
    {
        var parser = new Parser(source, cancellation);
        var node = parser.ParseExpression(Precedence.None);
        return parser._token.Kind == TokenKind.End
            ? node
            : throw source.CreateErrorAt($"invalid expression: {source.Text}", parser._token.Start);
    }

    private SyntaxNode ParseExpression(Precedence above)
    {
        if (++_level > MaxDepth)
        {
            throw CreateTooDeep(_token.Start);
        }

        _cancellation.ThrowIfCancellationRequested();
        var left = ParseOperand(above);
        while (true)
        {
            var kind = ReadOperator();
            var precedence = PrecedenceOf(kind);
            if (precedence <= above)
            {
                break;
            }

            left = CheckDepth(Continue(left, kind, precedence));
        }

        _level--;
        return left;
    }

    private SyntaxNode Continue(SyntaxNode left, TokenKind kind, Precedence precedence)
    {
        var operatorStart = _token.Start;
        switch (kind)
        {
            case TokenKind.And or TokenKind.Or:
                return ParseLogical(left, kind, precedence);
            case TokenKind.In:
                Advance();
                return new InSyntax(left, ParseExpression(precedence), Negated: false);
            case TokenKind.Not:
                return ParseNotIn(left);
            case TokenKind.Like:
                Advance();
                return new LikeSyntax(left, ParseExpression(precedence));
            case TokenKind.RegexMatch or TokenKind.RegexNotMatch:
                Advance();
                return new RegexSyntax(left, ParseRegexOperand(), kind == TokenKind.RegexNotMatch);
        }

        Advance();
        var right = ParseExpression(precedence);
        return precedence == Precedence.Relational && IsRange(kind, right, out var ascending)
            ? ParseRange(left, kind, (PathSyntax)right, ascending)
            : new BinarySyntax(kind, left, right, operatorStart);
    }

    private LogicalSyntax ParseLogical(SyntaxNode first, TokenKind kind, Precedence precedence)
    {
        var operands = new List<SyntaxNode> { first };
        while (ReadOperator() == kind)
        {
            Advance();
            operands.Add(ParseExpression(precedence));
        }

        return new LogicalSyntax(kind, operands, first.Start, operands[^1].End);
    }

    private InSyntax ParseNotIn(SyntaxNode left)
    {
        Advance();
        if (ReadOperator() != TokenKind.In)
        {
            throw CreateUnexpected("'in' after 'not'");
        }

        Advance();
        return new InSyntax(left, ParseExpression(Precedence.In), Negated: true);
    }

    /// <summary>
    /// Whether the comparisons form one range, `x &lt; field &lt; y`. The middle must be a field or path without parentheses.
    /// </summary>
    private bool IsRange(TokenKind first, SyntaxNode middle, out bool ascending)
    {
        ascending = first is TokenKind.Less or TokenKind.LessEqual;
        var sameDirection = ascending
            ? _token.Kind is TokenKind.Less or TokenKind.LessEqual
            : _token.Kind is TokenKind.Greater or TokenKind.GreaterEqual;
        return sameDirection && middle is PathSyntax && !_parenthesised.Equals(middle);
    }

    private RangeSyntax ParseRange(SyntaxNode first, TokenKind firstOperator, PathSyntax operand, bool ascending)
    {
        var firstInclusive = firstOperator is TokenKind.LessEqual or TokenKind.GreaterEqual;
        var secondInclusive = _token.Kind is TokenKind.LessEqual or TokenKind.GreaterEqual;
        Advance();
        var second = ParseExpression(Precedence.Relational);
        return ascending
            ? new RangeSyntax(first, firstInclusive, operand, second, secondInclusive, first.Start, second.End)
            : new RangeSyntax(second, secondInclusive, operand, first, firstInclusive, first.Start, second.End);
    }

    /// <summary>The operator at the current token. A word in any case counts, because only an operator can be here.</summary>
    private TokenKind ReadOperator() =>
        _token.Kind == TokenKind.Identifier
            ? Keywords.FindOperator(_source.Text.AsSpan(_token.Start, _token.End - _token.Start))
            : _token.Kind;

    private static Precedence PrecedenceOf(TokenKind kind) => kind switch
    {
        TokenKind.Or => Precedence.Or,
        TokenKind.And => Precedence.And,
        TokenKind.Bar => Precedence.BitOr,
        TokenKind.Caret => Precedence.BitXor,
        TokenKind.Ampersand => Precedence.BitAnd,
        TokenKind.Equal or TokenKind.NotEqual => Precedence.Equality,
        TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => Precedence.Relational,
        TokenKind.In or TokenKind.Not => Precedence.In,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => Precedence.Shift,
        TokenKind.Plus or TokenKind.Minus => Precedence.Additive,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => Precedence.Multiplicative,
        TokenKind.Power => Precedence.Power,
        TokenKind.Like or TokenKind.RegexMatch or TokenKind.RegexNotMatch => Precedence.Like,
        _ => Precedence.None,
    };

    private void Advance() => _token = _lexer.ReadNext();

    private void Expect(TokenKind kind, string what)
    {
        if (_token.Kind != kind)
        {
            throw CreateUnexpected(what);
        }

        Advance();
    }

    private SyntaxNode CheckDepth(SyntaxNode node) => node.Depth <= MaxDepth ? node : throw CreateTooDeep(node.Start);

    private FilterException CreateTooDeep(int position) =>
        _source.CreateErrorAt($"the expression nests deeper than {MaxDepth} levels", position);

    private FilterException CreateUnexpected(string expected)
    {
        var found = _token.Kind == TokenKind.End ? "<EOF>" : _source.Text[_token.Start.._token.End];
        return _source.CreateErrorAt($"mismatched input '{found}' expecting {expected}", _token.Start);
    }
}
