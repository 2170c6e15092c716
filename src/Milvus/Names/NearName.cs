namespace Milvus.Names;

/// <summary>Finds the known name that is most similar to a misspelt one.</summary>
internal static class NearName
{
    /// <summary>The known name with the fewest differing letters; null if none is similar.</summary>
    internal static string? Find(string name, IEnumerable<string> known)
    {
        var limit = name.Length < 4 ? 1 : 2;
        var nearest = known
            .Select(word => (Word: word, Distance: Distance(Plain(name), Plain(word))))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => Rank(Plain(name), Plain(pair.Word)))
            .FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= limit && nearest.Distance < name.Length ? nearest.Word : null;
    }

    // Of names with as many other letters: a letter that is typed twice or not at all is likelier than another one, most of all at the end.
    private static int Rank(string name, string word) =>
        Merge(name) == Merge(word) ? 0
        : name.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(name, StringComparison.Ordinal) ? 1
        : name.Length > 0 && word.Length > 0 && name[0] == word[0] ? 2
        : 3;

    private static string Merge(string name) => string.Concat(name.Where((letter, i) => i == 0 || name[i - 1] != letter));

    private static string Plain(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    // The optimal string alignment distance (Levenshtein with transpositions of adjacent letters): HNWS has distance 1 from HNSW.
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
