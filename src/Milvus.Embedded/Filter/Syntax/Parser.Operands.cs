using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Syntax;

internal sealed partial class Parser
{
    /// <summary>The last node in parentheses: `1 &lt; (a) &lt; 5` is not a range.</summary>
    private readonly ParenthesisedNode _parenthesised = new();

    private SyntaxNode Operand(Precedence above)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Not:
                return Unary(token, NotOperandAbove(above));
            case TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde:
                return Unary(token, Precedence.Multiplicative);
            case TokenKind.Exists:
                return Exists(token);
            case TokenKind.Integer or TokenKind.Float or TokenKind.String or TokenKind.True or TokenKind.False:
                Advance();
                return new LiteralSyntax(Literal(token), token.Start, token.End);
            case TokenKind.Identifier:
                return Name(token, above);
            case TokenKind.Meta:
                return Path(token);
            case TokenKind.ElementField:
                Advance();
                return new PathSyntax(_source.Text[token.Start..token.End], [], token.Start, token.End);
            case TokenKind.OpenBrace:
                return Template(token);
            case TokenKind.OpenBracket:
                return List(token);
            case TokenKind.OpenParen:
                Advance();
                var inner = Expression(Precedence.None);
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

    private SyntaxNode Unary(FilterToken token, Precedence operandAbove)
    {
        Advance();
        if (token.Kind == TokenKind.Minus && _token.Kind == TokenKind.Integer)
        {
            // The magnitude of the smallest integer is only valid after a minus sign.
            var number = _token;
            if (NumberLiteral.Integer(_source, number) == (ulong)long.MaxValue + 1)
            {
                Advance();
                return new LiteralSyntax(Constant.Of(long.MinValue), token.Start, number.End);
            }
        }

        return CheckDepth(new UnarySyntax(token.Kind, Expression(operandAbove), token.Start));
    }

    private ExistsSyntax Exists(FilterToken token)
    {
        Advance();
        return new ExistsSyntax(Expression(Precedence.Like), token.Start);
    }

    private SyntaxNode Name(FilterToken token, Precedence above)
    {
        var word = _source.Text.AsSpan(token.Start, token.End - token.Start);
        Advance();
        var isPrefix = word.Equals("not", StringComparison.OrdinalIgnoreCase)
            || word.Equals("exists", StringComparison.OrdinalIgnoreCase);
        if (_token.Kind == TokenKind.OpenParen && !isPrefix)
        {
            return Call(token);
        }

        // No operator can be between a field and a text, so fields can still have these names.
        if (_token.Kind == TokenKind.String
            && (word.Equals("iso", StringComparison.OrdinalIgnoreCase) || word.Equals("interval", StringComparison.OrdinalIgnoreCase)))
        {
            var text = _token;
            Advance();
            return new TimeSyntax(word.Length == "interval".Length, StringLiteral.Value(_source, text), token.Start, text.End);
        }

        if (isPrefix && StartsOperand(_token.Kind))
        {
            // Two operands follow each other, so the first is a prefix operator in mixed case.
            return word[0] is 'e' or 'E'
                ? new ExistsSyntax(Expression(Precedence.Like), token.Start)
                : CheckDepth(new UnarySyntax(TokenKind.Not, Expression(NotOperandAbove(above)), token.Start));
        }

        return PathAfter(token);
    }

    /// <summary>A text after `=~` keeps its backslashes: they belong to the regular expression.</summary>
    private SyntaxNode RegexOperand()
    {
        if (_token.Kind != TokenKind.String)
        {
            return Expression(Precedence.Like);
        }

        var token = _token;
        Advance();
        return new LiteralSyntax(Constant.Of(StringLiteral.RegexValue(_source, token)), token.Start, token.End);
    }

    private static bool StartsOperand(TokenKind kind) =>
        kind is TokenKind.Identifier or TokenKind.Meta or TokenKind.ElementField or TokenKind.OpenParen or TokenKind.OpenBrace
            or TokenKind.Integer or TokenKind.Float or TokenKind.String or TokenKind.True or TokenKind.False;

    private TemplateSyntax Template(FilterToken open)
    {
        Advance();
        var name = _token;
        Expect(TokenKind.Identifier, "the name of a template variable");
        var end = _token.End;
        Expect(TokenKind.CloseBrace, "'}'");
        return new TemplateSyntax(_source.Text[name.Start..name.End], open.Start, end);
    }

    private CallSyntax Call(FilterToken name)
    {
        Advance();
        var arguments = new List<SyntaxNode>();
        var depth = 1;
        while (_token.Kind != TokenKind.CloseParen)
        {
            var argument = Argument();
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
    private SyntaxNode Argument()
    {
        var name = _token;
        if (name.Kind != TokenKind.Identifier || !_lexer.TakeAssignment())
        {
            return Expression(Precedence.None);
        }

        Advance();
        return new NamedArgumentSyntax(_source.Text[name.Start..name.End], Expression(Precedence.None), name.Start);
    }

    private Constant Literal(FilterToken token) => token.Kind switch
    {
        TokenKind.Integer => NumberLiteral.Integer(_source, token) is var value && value <= long.MaxValue
            ? Constant.Of((long)value)
            : throw NumberLiteral.OutOfRange(_source, token),
        TokenKind.Float => Constant.Of(NumberLiteral.Float(_source, token)),
        TokenKind.String => Constant.Of(StringLiteral.Value(_source, token)),
        _ => Constant.Of(token.Kind == TokenKind.True),
    };

    /// <summary>Compares by reference, because records compare by value.</summary>
    private sealed class ParenthesisedNode
    {
        public SyntaxNode? Node { get; set; }

        public bool Equals(SyntaxNode node) => ReferenceEquals(Node, node);
    }
}
