using System.Collections.Frozen;
using System.Text;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>
/// Maps accented letters, ligatures, full-width forms and similar characters to ASCII: the table of ASCIIFoldingFilter of Lucene.
/// </summary>
internal static class FoldingTable
{
    private static readonly FrozenDictionary<char, string> _texts = Read().ToFrozenDictionary();

    public static string Fold(string term)
    {
        if (Ascii.IsValid(term))
        {
            return term;
        }

        var folded = new StringBuilder(term.Length);
        foreach (var character in term)
        {
            _ = _texts.TryGetValue(character, out var text) ? folded.Append(text) : folded.Append(character);
        }

        return folded.ToString();
    }

    /// <summary>A line of the table is the ASCII text, a space, and the characters that map to it.</summary>
    private static Dictionary<char, string> Read()
    {
        var texts = new Dictionary<char, string>();
        foreach (var line in DataFile.ReadLines("ascii-folding.txt"))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (var character in line.AsSpan(blank + 1))
            {
                texts.Add(character, line[..blank]);
            }
        }

        return texts;
    }
}
