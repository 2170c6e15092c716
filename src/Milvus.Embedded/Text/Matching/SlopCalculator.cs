using Milvus.Embedded.Text.Analysis;

namespace Milvus.Embedded.Text.Matching;

/// <summary>
/// Computes how far the terms of a phrase are from their relative positions in a text. Each occurrence of a term yields a position at which
/// the phrase would begin. The slop is the minimum width of a range that contains such a position for every term.
/// </summary>
/// <remarks>The algorithm of phrase_match_slop.rs in the Tantivy binding of Milvus.</remarks>
internal static class SlopCalculator
{
    /// <summary>The minimum slop with which the text matches; null if a term is missing. A phrase without terms has slop 0.</summary>
    public static int? Of(IReadOnlyList<TextToken> phrase, IEnumerable<TextToken> text)
    {
        var positions = text.ToLookup(token => token.Term, token => token.Position, StringComparer.Ordinal);
        var places = phrase
            .Select(token => positions[token.Term].Select(position => position - token.Position).Order().ToArray())
            .ToArray();
        if (places.Any(list => list.Length == 0))
        {
            return null;
        }

        return places.Length == 0 ? 0 : LeastRange(places);
    }

    /// <summary>The minimum width of a range that contains an element of each ascending list.</summary>
    private static int LeastRange(int[][] lists)
    {
        var heads = new PriorityQueue<(int List, int At), int>();
        var highest = int.MinValue;
        for (var list = 0; list < lists.Length; list++)
        {
            heads.Enqueue((list, 0), lists[list][0]);
            highest = Math.Max(highest, lists[list][0]);
        }

        var least = int.MaxValue;
        while (heads.TryDequeue(out var head, out var lowest))
        {
            least = Math.Min(least, highest - lowest);
            if (head.At + 1 == lists[head.List].Length)
            {
                break;
            }

            var next = lists[head.List][head.At + 1];
            highest = Math.Max(highest, next);
            heads.Enqueue((head.List, head.At + 1), next);
        }

        return least;
    }
}
