using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Syntax;

internal sealed partial class Parser
{
    /// <summary>The last node in parentheses: `1 &lt; (a) &lt; 5` is not a range.</summary>
    private readonly ParenthesisedNode _parenthesised = new();

    private SyntaxNode ParseOperand(Precedence above)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Not:
                return ParseUnary(token, NotOperandAbove(above));
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde:
                return ParseUnary(token, Precedence.Multiplicative);
            case TokenKind.Exists:
                return ParseExists(token);
            case TokenKind.Integer or TokenKind.Float or TokenKind.String or TokenKind.True or TokenKind.False:
                Advance();
                return new LiteralSyntax(ParseLiteral(token), token.Start, token.End);
            case TokenKind.Identifier:
                return ParseName(token, above);
            case TokenKind.Meta:
                return ParsePath(token);
            case TokenKind.ElementField:
                Advance();
                return new PathSyntax(_source.Text[token.Start..token.End], [], token.Start, token.End);
            case TokenKind.OpenBrace:
                return ParseTemplate(token);
            case TokenKind.OpenBracket:
                return ParseList(token);
            case TokenKind.OpenParen:
                Advance();
                var inner = ParseExpression(Precedence.None);
                Expect(TokenKind.CloseParen, "')'");
                _parenthesised.Node = inner;
                return inner;
            default:
                throw CreateUnexpected("a field, a value or '('");
        }
    }

    /// <summary>`not` applies to a whole comparison, but inside a comparison only to its operand.</summary>
    private static Precedence NotOperandAbove(Precedence above) =>
        above < Precedence.Not ? Precedence.Not : Precedence.Multiplicative;

    private SyntaxNode ParseUnary(FilterToken token, Precedence operandAbove)
    {
        Advance();
        if (token.Kind == TokenKind.Minus && _token.Kind == TokenKind.Integer)
        {
            // The magnitude of the smallest integer is only valid after a minus sign.
            var number = _token;
            if (NumberLiteral.ParseInteger(_source, number) == (ulong)long.MaxValue + 1)
            {
                Advance();
                return new LiteralSyntax(Constant.Of(long.MinValue), token.Start, number.End);
            }
        }

        return CheckDepth(new UnarySyntax(token.Kind, ParseExpression(operandAbove), token.Start));
    }

    private ExistsSyntax ParseExists(FilterToken token)
    {
        Advance();
        return new ExistsSyntax(ParseExpression(Precedence.Like), token.Start);
    }

    private SyntaxNode ParseName(FilterToken token, Precedence above)
    {
        var word = _source.Text.AsSpan(token.Start, token.End - token.Start);
        Advance();
        var isPrefix = word.Equals("not", StringComparison.OrdinalIgnoreCase)
            || word.Equals("exists", StringComparison.OrdinalIgnoreCase);
        if (_token.Kind == TokenKind.OpenParen && !isPrefix)
        {
            return ParseCall(token);
        }

        // No operator can be between a field and a text, so fields can still have these names.
        if (_token.Kind == TokenKind.String
            && (word.Equals("iso", StringComparison.OrdinalIgnoreCase) || word.Equals("interval", StringComparison.OrdinalIgnoreCase)))
        {
            var text = _token;
            Advance();
            return new TimeSyntax(word.Length == "interval".Length, StringLiteral.ReadValue(_source, text), token.Start, text.End);
        }

        if (isPrefix && StartsOperand(_token.Kind))
        {
            // Two operands follow each other, so the first is a prefix operator in mixed case.
            return word[0] is 'e' or 'E'
                ? new ExistsSyntax(ParseExpression(Precedence.Like), token.Start)
                : CheckDepth(new UnarySyntax(TokenKind.Not, ParseExpression(NotOperandAbove(above)), token.Start));
        }

        return ParsePathAfter(token);
    }

    /// <summary>A text after `=~` keeps its backslashes: they belong to the regular expression.</summary>
    private SyntaxNode ParseRegexOperand()
    {
        if (_token.Kind != TokenKind.String)
        {
            return ParseExpression(Precedence.Like);
        }

        var token = _token;
        Advance();
        return new LiteralSyntax(Constant.Of(StringLiteral.ReadRegexValue(_source, token)), token.Start, token.End);
    }

    private static bool StartsOperand(TokenKind kind) =>
        kind is TokenKind.Identifier or TokenKind.Meta or TokenKind.ElementField or TokenKind.OpenParen or TokenKind.OpenBrace
            or TokenKind.Integer or TokenKind.Float or TokenKind.String or TokenKind.True or TokenKind.False;

    private TemplateSyntax ParseTemplate(FilterToken open)
    {
        Advance();
        var name = _token;
        Expect(TokenKind.Identifier, "the name of a template variable");
        var end = _token.End;
        Expect(TokenKind.CloseBrace, "'}'");
        return new TemplateSyntax(_source.Text[name.Start..name.End], open.Start, end);
    }

    private CallSyntax ParseCall(FilterToken name)
    {
        Advance();
        var arguments = new List<SyntaxNode>();
        var depth = 1;
        while (_token.Kind != TokenKind.CloseParen)
        {
            var argument = ParseArgument();
            arguments.Add(argument);
            depth = Math.Max(depth, argument.Depth + 1);
            if (_token.Kind != TokenKind.CloseParen)
            {
                Expect(TokenKind.Comma, "',' or ')'");
            }
        }

        var end = _token.End;
        Advance();
        return new CallSyntax(_source.Text[name.Start..name.End], arguments, name.Start, end, depth);
    }

    /// <summary>An argument of a call. `=` only follows the name of an argument.</summary>
    private SyntaxNode ParseArgument()
    {
        var name = _token;
        if (name.Kind != TokenKind.Identifier || !_lexer.TakeAssignment())
        {
            return ParseExpression(Precedence.None);
        }

        Advance();
        return new NamedArgumentSyntax(_source.Text[name.Start..name.End], ParseExpression(Precedence.None), name.Start);
    }

    private Constant ParseLiteral(FilterToken token) => token.Kind switch
    {
        TokenKind.Integer => NumberLiteral.ParseInteger(_source, token) is var value && value <= long.MaxValue
            ? Constant.Of((long)value)
            : throw NumberLiteral.CreateOutOfRange(_source, token),
        TokenKind.Float => Constant.Of(NumberLiteral.ParseFloat(_source, token)),
        TokenKind.String => Constant.Of(StringLiteral.ReadValue(_source, token)),
        _ => Constant.Of(token.Kind == TokenKind.True),
    };

    /// <summary>Compares by reference, because records compare by value.</summary>
    private sealed class ParenthesisedNode
    {
        public SyntaxNode? Node { get; set; }

        public bool Equals(SyntaxNode node) => ReferenceEquals(Node, node);
    }
}
