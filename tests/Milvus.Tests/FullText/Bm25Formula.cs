namespace Milvus.Tests.FullText;

/// <summary>BM25 computed directly from texts: Robertson's formula with an IDF that is never negative.</summary>
internal static class Bm25Formula
{
    /// <summary>The texts with a score above zero, the best first, and equal ones by number.</summary>
    public static (int Row, double Score)[] Scores(IReadOnlyList<string> texts, string query, double k1, double b)
    {
        var documents = texts.Select(Terms).ToArray();
        var average = Math.Max(1, documents.Average(terms => terms.Length));
        double Score(string[] document) => Terms(query).Sum(term =>
        {
            double frequency = document.Count(other => other == term);
            var containing = documents.Count(other => other.Contains(term));
            var idf = Math.Log(1 + (documents.Length - containing + 0.5) / (containing + 0.5));
            return frequency == 0 ? 0 : idf * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * document.Length / average));
        });
        return [.. documents.Select((document, row) => (row, Score(document))).Where(hit => hit.Item2 > 0)
            .OrderByDescending(hit => Math.Round(hit.Item2, 5)).ThenBy(hit => hit.row)];
    }

    private static string[] Terms(string text) =>
        new string([.. text.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries);
}
