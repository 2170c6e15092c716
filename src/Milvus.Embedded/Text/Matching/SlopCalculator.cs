using Milvus.Embedded.Text.Analysis;

namespace Milvus.Embedded.Text.Matching;

/// <summary>
/// How far the terms of a phrase are from standing in a text as they stand in the phrase. Each occurrence of a term says where the phrase
/// would begin; the slop is the least width of a range that holds one such place for every term.
/// </summary>
internal static class SlopCalculator
{
    /// <summary>The least slop with which the text matches; null if it lacks a term. A phrase without terms has slop 0.</summary>
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

    /// <summary>The least width of a range with a member of each ascending list.</summary>
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
