using System.Buffers;
using System.Globalization;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Geometries;

/// <summary>
/// Checks the form of well-known text: points, lines, polygons and collections of them, with two to four numbers for each point. The text
/// is stored unchanged.
/// </summary>
internal ref struct WellKnownText
{
    private static readonly SearchValues<char> _numberLetters = SearchValues.Create("+-.0123456789eE");

    private static readonly string[] _kinds =
    [
        "POINT",
        "LINESTRING",
        "LINEARRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
    ];

    private ReadOnlySpan<char> _rest;

    private WellKnownText(string text) => _rest = text.AsSpan();

    /// <summary>
    /// Whether the text has the form of a geometry. It does not check whether the geometry can be created, for example whether rings are
    /// closed.
    /// </summary>
    public static bool IsFormed(string text)
    {
        var reader = new WellKnownText(text);
        return reader.TryGeometry(0) && reader.IsAtEnd();
    }

    public static string Check(FieldSchema field, string text, int place)
    {
        return GeometryText.Read(text) is not null
            ? text
            : throw MilvusError.Parameter(
                $"syntax error: the {place}th value of field ({field.Name}) is not well-known text (WKT) such as POINT (1 2): {text}");
    }

    private bool TryGeometry(int depth)
    {
        const int MaxDepth = 64;
        var word = Word();
        var kind = _kinds.FirstOrDefault(word.Equals);
        if (kind is null || depth > MaxDepth)
        {
            return false;
        }

        var before = _rest;
        if (Word() is not ("Z" or "M" or "ZM"))
        {
            _rest = before;
        }

        before = _rest;
        if (Word() == "EMPTY")
        {
            return true;
        }

        _rest = before;
        return kind switch
        {
            "POINT" => TryList(TryNumbers, single: true),
            "LINESTRING" or "LINEARRING" => TryList(TryNumbers),
            "POLYGON" or "MULTILINESTRING" => TryList(TryLine),
            "MULTIPOINT" => TryList(TryPoint),
            "MULTIPOLYGON" => TryList(TryPolygon),
            _ => TryList((ref WellKnownText reader) => reader.TryGeometry(depth + 1)),
        };
    }

    private delegate bool Part(ref WellKnownText reader);

    private static bool TryNumbers(ref WellKnownText reader)
    {
        var count = 0;
        while (reader.TryNumber())
        {
            count++;
        }

        return count is >= 2 and <= 4;
    }

    private static bool TryPoint(ref WellKnownText reader) =>
        reader.Peek() == '(' ? reader.TryList(TryNumbers, single: true) : TryNumbers(ref reader);

    private static bool TryLine(ref WellKnownText reader) => reader.TryList(TryNumbers);

    private static bool TryPolygon(ref WellKnownText reader) => reader.TryList(TryLine);

    private bool TryList(Part part, bool single = false)
    {
        if (!Take('('))
        {
            return false;
        }

        do
        {
            if (!part(ref this))
            {
                return false;
            }
        }
        while (!single && Take(','));
        return Take(')');
    }

    private bool TryNumber()
    {
        _ = Peek();
        var length = _rest.IndexOfAnyExcept(_numberLetters);
        length = length < 0 ? _rest.Length : length;
        if (
            length == 0
            || !double.TryParse(_rest[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            return false;
        }

        _rest = _rest[length..];
        return true;
    }

    private string Word()
    {
        _ = Peek();
        var length = 0;
        while (length < _rest.Length && char.IsAsciiLetter(_rest[length]))
        {
            length++;
        }

        var word = _rest[..length].ToString().ToUpperInvariant();
        _rest = _rest[length..];
        return word;
    }

    private bool Take(char character)
    {
        if (Peek() != character)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>The next character that is not white space; NUL at the end.</summary>
    private char Peek()
    {
        _rest = _rest.TrimStart();
        return _rest.IsEmpty ? '\0' : _rest[0];
    }

    private bool IsAtEnd() => Peek() == '\0';
}
