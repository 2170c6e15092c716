using System.Globalization;
using System.Text;

namespace Milvus.Transfers;

/// <summary>
/// Keys that a server has made, as runs of numbers that follow each other, for a ledger: "5-104,200-299". Servers make keys in runs.
/// </summary>
internal sealed class KeyRuns
{
    private readonly List<(long First, long Last)> _runs = [];

    /// <summary>Adds keys in the order in which the server returned them.</summary>
    internal void Add(IReadOnlyList<object> keys)
    {
        foreach (var key in keys.OfType<long>())
        {
            if (_runs.Count > 0 && _runs[^1].Last + 1 == key)
            {
                _runs[^1] = (_runs[^1].First, key);
            }
            else
            {
                _runs.Add((key, key));
            }
        }
    }

    /// <summary>Adds the runs of a text.</summary>
    internal void Add(string text)
    {
        foreach (var run in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var middle = run.IndexOf('-', 1);
            _runs.Add((Parse(run[..middle]), Parse(run[(middle + 1)..])));
        }
    }

    /// <summary>The keys in the order in which they were added.</summary>
    internal IEnumerable<long> Keys => _runs.SelectMany(Expand);

    internal bool Contains(long key) => _runs.Exists(run => key >= run.First && key <= run.Last);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in _runs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "," : string.Empty)}{first}-{last}");
        }

        return text.ToString();
    }

    private static IEnumerable<long> Expand((long First, long Last) run)
    {
        for (var key = run.First; ; key++)
        {
            yield return key;
            if (key == run.Last)
            {
                yield break;
            }
        }
    }

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
