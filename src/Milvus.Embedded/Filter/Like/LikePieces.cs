using System.Text;

namespace Milvus.Embedded.Filter.Like;

/// <summary>
/// A pattern split at its `%`. In each piece null stands for `_`; the flags say whether the pattern is anchored at its ends.
/// </summary>
internal sealed record LikePieces(IReadOnlyList<Rune?[]> Pieces, bool AnchoredStart, bool AnchoredEnd)
{
    /// <summary>Whether every literal character of the pattern is one UTF-16 unit.</summary>
    public bool IsBasicPlane => Pieces.All(piece => piece.All(rune => rune is not { IsBmp: false }));

    public string? Literal =>
        AnchoredStart && AnchoredEnd && Pieces is [var only] && only.All(rune => rune is not null)
            ? string.Concat(only.Select(rune => rune!.Value.ToString()))
            : null;

    public string Prefix =>
        AnchoredStart && Pieces is [var first, ..]
            ? string.Concat(first.TakeWhile(rune => rune is not null).Select(rune => rune!.Value.ToString()))
            : "";

    public static LikePieces Parse(string pattern)
    {
        var pieces = new List<Rune?[]>();
        var current = new List<Rune?>();
        var anchoredStart = true;
        var anchoredEnd = true;
        var escaped = false;
        foreach (var rune in pattern.EnumerateRunes())
        {
            if (!escaped && rune.Value == '\\')
            {
                escaped = true;
                continue;
            }

            if (!escaped && rune.Value == '%')
            {
                anchoredStart &= pieces.Count > 0 || current.Count > 0;
                anchoredEnd = false;
                Close();
                continue;
            }

            current.Add(!escaped && rune.Value == '_' ? null : rune);
            anchoredEnd = true;
            escaped = false;
        }

        Close();
        if (pieces.Count == 0 && anchoredEnd)
        {
            // An empty pattern matches the empty text.
            pieces.Add([]);
        }

        return new LikePieces(pieces, anchoredStart, anchoredEnd);

        void Close()
        {
            if (current.Count > 0)
            {
                pieces.Add([.. current]);
                current.Clear();
            }
        }
    }
}
