using Milvus.Embedded.Columns;
using Milvus.Embedded.Text.Analysis;

namespace Milvus.Embedded.Text.Scoring;

/// <summary>Converts a text to a sparse vector: for the hash of each term its frequency.</summary>
internal static class TermFrequencies
{
    public static void Append(SparseColumn into, Analyzer analyzer, string text)
    {
        var counts = new SortedDictionary<uint, float>();
        foreach (var token in analyzer.Analyze(text))
        {
            var index = TermHash.Of(token.Term);
            counts[index] = counts.GetValueOrDefault(index) + 1;
        }

        into.Append([.. counts.Keys], [.. counts.Values]);
    }
}
