using System.Text;

namespace Milvus.Embedded.Filter.Like;

/// <summary>Matches text, as units of one type, against the pieces of a LIKE pattern.</summary>
internal sealed class LikeMatcher<T>(LikePieces pieces, Func<Rune, T> unit)
    where T : unmanaged, IEquatable<T>
{
    private readonly LikePiece<T>[] _pieces = [.. pieces.Pieces.Select(piece => new LikePiece<T>(piece, unit))];
    private readonly int _fixedLength = pieces.Pieces.Sum(piece => piece.Length);

    public bool IsMatch(ReadOnlySpan<T> text)
    {
        if (text.Length < _fixedLength)
        {
            return false;
        }

        var first = 0;
        var last = _pieces.Length;
        if (pieces.AnchoredStart)
        {
            if (!_pieces[first].Matches(text))
            {
                return false;
            }

            text = text[_pieces[first++].Length..];
        }

        if (pieces.AnchoredEnd)
        {
            if (first == last)
            {
                return text.IsEmpty;
            }

            var end = _pieces[--last];
            if (!end.Matches(text[^end.Length..]))
            {
                return false;
            }

            text = text[..^end.Length];
        }

        // The first occurrence of each piece leaves the most text for the others, so no position is tried twice.
        for (; first < last; first++)
        {
            var found = _pieces[first].IndexIn(text);
            if (found < 0)
            {
                return false;
            }

            text = text[(found + _pieces[first].Length)..];
        }

        return true;
    }
}
