using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Search.Runs;

/// <summary>
/// Finds the next page of a search iterator: the hits after the last bound. Each row is returned once, however many have the same distance.
/// </summary>
internal sealed class IteratorPage(
    CollectionEntry collection,
    SearchPlan plan,
    SearchIteration iteration,
    ReadScope scope,
    RowBitmap allowed)
{
    public IReadOnlyList<Hit> Find(FieldSearcher searcher, Column queries, CancellationToken token)
    {
        var positions = collection.Runtime.Iterators;
        var given = 0;
        var range = plan.Range;
        if (iteration.LastBound is { } bound)
        {
            var distance = plan.Metric.ToScore(bound);
            given = positions.CountReturned(iteration.Token, bound);
            range = range with { From = Math.Max(range.From, given > 0 ? distance : MathF.BitIncrement(distance)) };
        }

        for (var ask = iteration.BatchSize + given; ; ask = (int)Math.Min((long)ask * 4, searcher.Most))
        {
            var hits = searcher.Compare(queries, range, ask, token);
            var page = new List<Hit>(iteration.BatchSize);
            var passed = given;
            for (; passed < hits.Length && page.Count < iteration.BatchSize; passed++)
            {
                if (!scope.Snapshot.HasDuplicates || IsNewest(hits[passed].Row))
                {
                    page.Add(hits[passed]);
                }
            }

            if (page.Count < iteration.BatchSize && hits.Length == ask && ask < searcher.Most)
            {
                continue;
            }

            if (page.Count > 0)
            {
                var last = page[^1].Distance;
                positions.Set(iteration.Token, plan.Metric.ToScore(last), hits.Take(passed).Count(hit => hit.Distance == last));
            }

            return page;
        }
    }

    /// <summary>Describes the end of the page. The client sends it back with the next page.</summary>
    public static SearchIteratorV2Results Describe(SearchPlan plan, SearchIteration iteration, IReadOnlyList<Hit> page) => new()
    {
        Token = iteration.Token,
        LastBound = page.Count > 0 ? plan.Metric.ToScore(page[^1].Distance)
            : iteration.LastBound ?? (plan.Metric.IsSimilarity() ? float.MaxValue : float.MinValue),
    };

    /// <summary>Whether a row is the newest with its key. An iterator returns only that one.</summary>
    private bool IsNewest(int row)
    {
        var keys = scope.Segment.Columns.PrimaryKey;
        var key = keys.Empty();
        key.AppendFrom(keys, row);
        return scope.Segment.Find(key, scope.Snapshot).Find(candidate => allowed[candidate]) == row;
    }
}
