using System.Globalization;

namespace Milvus.Pictures;

/// <summary>Draws the scores of hits: as bars beside them, or as a histogram.</summary>
/// <param name="style">What the terminal can show.</param>
internal sealed class ScoreChart(PictureStyle style)
{
    private const int MaxIdWidth = 20;
    private const int MinBar = 10;
    private const int Gap = 2;

    // Of a bar: the farthest hit has one, too.
    private const double Trace = 0.001;

    private string Dash => style.IsAscii ? "-" : "–";

    /// <summary>A line for each hit, with a heading for each query.</summary>
    internal IEnumerable<string> DrawBars(IReadOnlyList<ScoredHit> hits)
    {
        var queries = hits.GroupBy(hit => hit.Query).ToList();
        foreach (var query in queries)
        {
            yield return Head(query.ToList(), queries.Count > 1 ? $"query {query.Key}: " : string.Empty);
            foreach (var line in DrawQuery([.. query]))
            {
                yield return line;
            }
        }
    }

    /// <summary>The number of hits in ranges of scores.</summary>
    internal IEnumerable<string> DrawHistogram(IReadOnlyList<ScoredHit> hits, int bins)
    {
        yield return Head(hits, string.Empty);
        var (low, high) = (hits.Min(hit => hit.Score), hits.Max(hit => hit.Score));
        var count = high > low ? bins : 1;
        var counts = new int[count];
        foreach (var hit in hits)
        {
            counts[high > low ? Math.Min(count - 1, (int)((hit.Score - low) / (high - low) * count)) : 0]++;
        }

        var limits = Enumerable.Range(0, count + 1).Select(bin => Write(low + ((high - low) * bin / count))).ToList();
        var (width, digits) = (limits.Max(limit => limit.Length), Write(counts.Max()).Length);
        var cells = style.Width - (2 * width) - digits - 3 - (2 * Gap);
        for (var bin = 0; bin < count; bin++)
        {
            var bar = Bars.Draw((double)counts[bin] / counts.Max(), cells, style);
            var range = $"{limits[bin].PadLeft(width)} {Dash} {limits[bin + 1].PadLeft(width)}";
            yield return $"{range}  {Write(counts[bin]).PadLeft(digits)}  {style.Paint(bar, 0)}".TrimEnd();
        }
    }

    private IEnumerable<string> DrawQuery(IReadOnlyList<ScoredHit> hits)
    {
        var share = ChooseScale(hits);
        var scores = hits.Select(hit => Write(hit.Score)).ToList();
        var rankWidth = hits.Max(hit => Write(hit.Rank).Length);
        var idWidth = Math.Min(MaxIdWidth, hits.Max(hit => style.CountCells(hit.Id)));
        var scoreWidth = scores.Max(score => score.Length);
        var left = style.Width - rankWidth - idWidth - scoreWidth - (3 * Gap);
        var hasLabels = hits.Any(hit => hit.Label.Length > 0);
        var cells = Math.Max(MinBar, hasLabels ? left / 2 : left);
        foreach (var (hit, score) in hits.Zip(scores))
        {
            var bar = Bars.Draw(share(hit.Score), cells, style);
            var line = $"{Write(hit.Rank).PadLeft(rankWidth)}  {style.Fit(hit.Id, idWidth)}  {score.PadLeft(scoreWidth)}  "
                + style.Paint(bar, 0);
            yield return hasLabels && left - cells - Gap > 0
                ? (line + new string(' ', cells - bar.Length + Gap) + style.Fit(hit.Label, left - cells - Gap)).TrimEnd()
                : line.TrimEnd();
        }
    }

    /// <summary>
    /// The length of a bar, from 0 to 1. Similarities have their place between 0 and the highest score. Distances have no such limits, and
    /// often differ by little: the nearest hit has the full bar, and the farthest one the shortest.
    /// </summary>
    private static Func<double, double> ChooseScale(IReadOnlyList<ScoredHit> hits)
    {
        var (highest, lowest) = (hits.Max(hit => hit.Score), hits.Min(hit => hit.Score));
        if (highest == lowest)
        {
            return _ => 1;
        }

        if (hits[0].Score == lowest && hits[^1].Score == highest)
        {
            return score => Math.Max(Trace, (highest - score) / (highest - lowest));
        }

        lowest = Math.Min(0, lowest);
        return score => highest > lowest ? (score - lowest) / (highest - lowest) : 1;
    }

    // Hits are ordered from the nearest on, so falling scores are similarities.
    private static string Head(IReadOnlyList<ScoredHit> hits, string before)
    {
        var (first, last) = (hits[0].Score, hits[^1].Score);
        var sense = first > last ? ", higher is nearer" : first < last ? ", lower is nearer" : string.Empty;
        var range = first == last ? $"score {Write(first)}" : $"scores {Write(first)} to {Write(last)}";
        return $"{before}{Display.Number(hits.Count)} {(hits.Count == 1 ? "hit" : "hits")}, {range}{sense}";
    }

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Write(double score) => score.ToString("0.0000", CultureInfo.InvariantCulture);
}
