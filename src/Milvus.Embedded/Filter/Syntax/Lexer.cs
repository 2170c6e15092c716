namespace Milvus.Embedded.Filter.Syntax;

/// <summary>Splits an expression into tokens, one at a time, because a filter can have a million keys.</summary>
internal sealed class Lexer(FilterText source)
{
    private readonly string _text = source.Text;
    private int _position;

    public FilterToken ReadNext()
    {
        SkipSpace();
        var start = _position;
        if (start == _text.Length)
        {
            return new FilterToken(TokenKind.End, start, start);
        }

        var c = _text[start];
        var kind = c switch
        {
            '"' or '\'' => ReadQuoted(start),
            'r' or 'R' when IsQuote(Peek(1)) => ReadQuoted(start + 1),
            '$' => ReadDollar(start),
            _ when char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))) => ReadNumber(),
            _ when char.IsAsciiLetter(c) || c == '_' => ReadWord(start),
            _ => ReadSymbol(c),
        };
        return new FilterToken(kind, start, _position);
    }

    /// <summary>Reads a single `=` if it is next.</summary>
    public bool TakeAssignment()
    {
        SkipSpace();
        var isNext = Peek(0) == '=' && Peek(1) is not ('=' or '~');
        _position += isNext ? 1 : 0;
        return isNext;
    }

    private char Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private static bool IsQuote(char c) => c is '"' or '\'';

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private TokenKind ReadQuoted(int open)
    {
        var quote = _text[open];
        for (var i = open + 1; i < _text.Length && _text[i] is not ('\r' or '\n'); i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == quote)
            {
                _position = i + 1;
                return TokenKind.String;
            }
        }

        throw source.CreateErrorAt("unterminated string", open);
    }

    private TokenKind ReadDollar(int start)
    {
        if (Peek(1) == '[')
        {
            return ReadElementField(start);
        }

        const string Name = "$meta";
        if (string.CompareOrdinal(_text, start, Name, 0, Name.Length) != 0)
        {
            throw source.CreateErrorAt("token recognition error at: '$'", start);
        }

        _position += Name.Length;
        return TokenKind.Meta;
    }

    /// <summary>`$[name]` is one token, so it contains no space.</summary>
    private TokenKind ReadElementField(int start)
    {
        var end = start + 2;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_'))
        {
            end++;
        }

        if (end == start + 2 || char.IsAsciiDigit(_text[start + 2]) || end == _text.Length || _text[end] != ']')
        {
            throw source.CreateErrorAt("token recognition error at: '$['", start);
        }

        _position = end + 1;
        return TokenKind.ElementField;
    }

    private TokenKind ReadNumber()
    {
        var end = NumberScanner.FindEnd(_text, _position, out var isFloat);
        if (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] == '.'))
        {
            throw source.CreateErrorAt($"malformed number '{_text[_position..(end + 1)]}'", _position);
        }

        _position = end;
        return isFloat ? TokenKind.Float : TokenKind.Integer;
    }

    private TokenKind ReadWord(int start)
    {
        while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
        {
            _position++;
        }

        return Keywords.Find(_text.AsSpan(start, _position - start));
    }

    private TokenKind ReadSymbol(char c)
    {
        var next = Peek(1);
        (var kind, var length) = (c, next) switch
        {
            ('=', '=') => (TokenKind.Equal, 2),
            ('=', '~') => (TokenKind.RegexMatch, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('!', '~') => (TokenKind.RegexNotMatch, 2),
            ('!', _) => (TokenKind.Not, 1),
            ('<', '=') => (TokenKind.LessEqual, 2),
            ('<', '<') => (TokenKind.ShiftLeft, 2),
            ('<', _) => (TokenKind.Less, 1),
            ('>', '=') => (TokenKind.GreaterEqual, 2),
            ('>', '>') => (TokenKind.ShiftRight, 2),
            ('>', _) => (TokenKind.Greater, 1),
            ('&', '&') => (TokenKind.And, 2),
            ('&', _) => (TokenKind.Ampersand, 1),
            ('|', '|') => (TokenKind.Or, 2),
            ('|', _) => (TokenKind.Bar, 1),
            ('*', '*') => (TokenKind.Power, 2),
            ('*', _) => (TokenKind.Star, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('^', _) => (TokenKind.Caret, 1),
            ('~', _) => (TokenKind.Tilde, 1),
            ('(', _) => (TokenKind.OpenParen, 1),
            (')', _) => (TokenKind.CloseParen, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            ('{', _) => (TokenKind.OpenBrace, 1),
            ('}', _) => (TokenKind.CloseBrace, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('=', _) => throw source.CreateErrorAt("token recognition error at: '='; equality is written ==", _position),
            _ => throw source.CreateErrorAt($"token recognition error at: '{c}'", _position),
        };
        _position += length;
        return kind;
    }
}
