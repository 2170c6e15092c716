namespace Milvus.Embedded.Filter.Syntax;

internal sealed partial class Parser
{
    private SyntaxNode ParsePath(FilterToken name)
    {
        Advance();
        return ParsePathAfter(name);
    }

    /// <summary>
    /// Parses what follows a name: any number of `["key"]` and `[0]`, then optionally `is null`. A field of a struct is `[field]` or
    /// `[0][field]`, and nothing follows it.
    /// </summary>
    private SyntaxNode ParsePathAfter(FilterToken name)
    {
        var end = name.End;
        var field = _source.Text[name.Start..name.End];
        List<PathSegment>? segments = null;
        while (_token.Kind == TokenKind.OpenBracket)
        {
            if (field.EndsWith(']'))
            {
                throw _source.CreateErrorAt($"invalid expression: {_source.Text}", _token.Start);
            }

            Advance();
            if (segments is null or [{ IsIndex: true }] && _token.Kind == TokenKind.Identifier)
            {
                // A name without quotes in brackets is a field of a struct.
                field = $"{field}[{_source.Text[_token.Start.._token.End]}]";
                Advance();
            }
            else
            {
                (segments ??= []).Add(ParseSegment());
            }

            end = _token.End;
            Expect(TokenKind.CloseBracket, "']'");
        }

        var path = new PathSyntax(field, segments ?? [], name.Start, end);
        return IsWord("is") ? ParseNullTest(path) : path;
    }

    private PathSegment ParseSegment()
    {
        var token = _token;
        Advance();
        switch (token.Kind)
        {
            case TokenKind.String:
                var key = StringLiteral.ReadValue(_source, token);
                return key.Length > 0
                    ? new PathSegment(key, IsIndex: false, token.Start)
                    : throw _source.CreateError($"invalid identifier: an empty key at {token.Start}", token.Start);
            case TokenKind.Integer when _source.Text[token.Start] != '0' || token.End - token.Start == 1:
                return new PathSegment(_source.Text[token.Start..token.End], IsIndex: true, token.Start);
            default:
                throw _source.CreateErrorAt("a path needs a key in quotes or an index that is not negative", token.Start);
        }
    }

    private NullTestSyntax ParseNullTest(PathSyntax path)
    {
        Advance();
        var negated = _token.Kind == TokenKind.Not && _source.Text[_token.Start] != '!' || IsWord("not");
        if (negated)
        {
            Advance();
        }

        if (!IsWord("null"))
        {
            throw CreateUnexpected("'null'");
        }

        var end = _token.End;
        Advance();
        return new NullTestSyntax(path, negated, end);
    }

    private bool IsWord(string word) =>
        _token.Kind == TokenKind.Identifier
        && _source.Text.AsSpan(_token.Start, _token.End - _token.Start).Equals(word, StringComparison.OrdinalIgnoreCase);

    private ListSyntax ParseList(FilterToken open)
    {
        Advance();
        var elements = new List<ListElement>();
        var depth = 1;
        while (_token.Kind != TokenKind.CloseBracket)
        {
            var element = ParseElement();
            elements.Add(element);
            depth = Math.Max(depth, (element.Node?.Depth ?? 0) + 1);
            if (_token.Kind == TokenKind.Comma)
            {
                Advance();
            }
            else if (_token.Kind != TokenKind.CloseBracket)
            {
                throw CreateUnexpected("',' or ']'");
            }
        }

        var end = _token.End;
        Advance();
        return new ListSyntax(elements, open.Start, end, depth);
    }

    /// <summary>
    /// Parses an element of a list. It is usually one literal, or a minus sign and a number; otherwise it is an expression.
    /// </summary>
    private ListElement ParseElement()
    {
        var token = _token;
        if (token.Kind is TokenKind.Integer or TokenKind.Float or TokenKind.String or TokenKind.True or TokenKind.False)
        {
            var value = ParseLiteral(token);
            Advance();
            if (_token.Kind is TokenKind.Comma or TokenKind.CloseBracket)
            {
                return new ListElement(value, null, token.Start);
            }

            var literal = new LiteralSyntax(value, token.Start, token.End);
            return new ListElement(default, Resume(literal), token.Start);
        }

        var node = ParseExpression(Precedence.None);
        return node is LiteralSyntax single
            ? new ListElement(single.Value, null, token.Start)
            : new ListElement(default, node, token.Start);
    }

    /// <summary>Continues an expression whose first operand was already read.</summary>
    private SyntaxNode Resume(SyntaxNode left)
    {
        for (Precedence precedence; (precedence = PrecedenceOf(ReadOperator())) > Precedence.None;)
        {
            left = CheckDepth(Continue(left, ReadOperator(), precedence));
        }

        return left;
    }
}
