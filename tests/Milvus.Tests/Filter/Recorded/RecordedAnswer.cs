namespace Milvus.Tests.Filter.Recorded;

/// <summary>A line of answers.tsv: a filter, and the answers of two real servers. record.py describes the format of answers.</summary>
internal sealed record RecordedAnswer(string Table, string Filter, string Milvus, string Lite)
{
    /// <summary>The answer of a server that refused the filter.</summary>
    public const string Refused = "refused";

    /// <summary>The answer of a server that was not asked.</summary>
    public const string NotAsked = "-";

    /// <summary>Every line of the corpus.</summary>
    public static IReadOnlyList<RecordedAnswer> All { get; } =
    [
        .. RecordedFile
            .Lines("answers.tsv")
            .Select(cells => new RecordedAnswer(cells[0], cells[1], cells[2], cells[3] == "=" ? cells[2] : cells[3])),
    ];

    /// <summary>The selected rows in the format of an answer.</summary>
    public static string Of(int rowCount, IEnumerable<int> selected)
    {
        var bits = new byte[(rowCount + 7) / 8];
        foreach (var row in selected)
        {
            bits[row / 8] |= (byte)(1 << (row % 8));
        }

        return Convert.ToBase64String(bits);
    }

    /// <summary>An answer in readable form: the number of selected rows, and the first of them.</summary>
    public static string Show(string answer)
    {
        if (answer is Refused or NotAsked)
        {
            return answer;
        }

        var bits = Convert.FromBase64String(answer);
        int[] rows = [.. Enumerable.Range(0, bits.Length * 8).Where(row => (bits[row / 8] & (1 << (row % 8))) != 0)];
        return $"{rows.Length} rows: {string.Join(',', rows.Take(12))}";
    }
}
