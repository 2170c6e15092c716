using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;

namespace Milvus.Embedded.Search.Ranking;

/// <summary>
/// The grouping of a hybrid search: the number of groups and of rows in each. Groups are ordered by the combined scores of their rows.
/// </summary>
internal sealed class RankGroups
{
    private readonly int _size;
    private readonly Func<IEnumerable<float>, float> _score;

    private RankGroups(HitGroups groups, int size, Func<IEnumerable<float>, float> score)
    {
        Groups = groups;
        _size = size;
        _score = score;
    }

    public HitGroups Groups { get; }

    /// <summary>The grouping of a request; null if it has none.</summary>
    public static RankGroups? Of(CollectionEntry collection, IEnumerable<KeyValuePair> parameters)
    {
        var pairs = parameters.ToArray();
        if (HitGroups.Of(collection, pairs) is not { } groups)
        {
            return null;
        }

        var size =
            int.TryParse(pairs.Find("group_size"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : 1;
        return new RankGroups(
            groups,
            size,
            (pairs.Find("rank_group_scorer") ?? "max") switch
            {
                // The rows come best first, so the first one has the best score.
                "max" => Enumerable.First,
                "sum" => Enumerable.Sum,
                "avg" => Enumerable.Average,
                var other => throw MilvusError.Parameter($"input rank_group_scorer {other} is not supported, should be max, sum or avg"),
            });
    }

    /// <summary>The rows of the groups in the window, group by group. Offset and limit count groups.</summary>
    /// <param name="ranked">The rows by score, best first.</param>
    /// <param name="lessIsNearer">Whether the lowest score is the best.</param>
    public IEnumerable<RankedRow> Take(IReadOnlyList<RankedRow> ranked, ColumnSet columns, ResultWindow window, bool lessIsNearer)
    {
        var groupOf = Groups.In(columns);
        return ranked
            .GroupBy(row => groupOf(row.Row), StringComparer.Ordinal)
            .Select(group => group.Take(_size).ToArray())
            .Select((rows, order) => (Rows: rows, Score: _score(rows.Select(row => row.Score)), Order: order))
            .OrderBy(group => lessIsNearer ? group.Score : -group.Score)
            .ThenBy(group => group.Order)
            .Skip((int)window.Offset)
            .Take((int)window.Limit!.Value)
            .SelectMany(group => group.Rows);
    }
}
