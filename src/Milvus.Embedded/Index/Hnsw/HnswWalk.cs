using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>A walk through a graph towards a query, with its working memory. One thread uses it, for one walk after another.</summary>
internal sealed class HnswWalk(HnswGraph graph, VectorSpace space)
{
    private readonly VisitedRows _visited = new();
    private readonly CandidateHeap _frontier = new(256);
    private readonly CandidateHeap _found = new(256);
    private readonly int[] _rows = new int[graph.Parameters.Limit(0)];
    private readonly ulong[] _candidates = new ulong[graph.Parameters.Limit(0)];
    private readonly float[] _distances = new float[graph.Parameters.Limit(0)];
    private ulong[] _entries = [];

    public QueryVector Query { get; } = new();

    /// <summary>The rows found by the last <see cref="Explore"/>, farthest on top.</summary>
    public CandidateHeap Found => _found;

    /// <summary>
    /// Moves greedily from the row to nearer ones, down to the level above <paramref name="last"/>. Returns the row where it stops, packed.
    /// </summary>
    public ulong Descend(int entry, int level, int last)
    {
        _rows[0] = entry;
        var best = Measure(1)[0];
        for (; level > last; level--)
        {
            for (var moved = true; moved;)
            {
                moved = false;
                var links = graph.Links(Candidate.UnpackRow(best), level);
                links.CopyTo(_rows);
                foreach (var candidate in Measure(links.Length))
                {
                    if (candidate < best)
                    {
                        best = candidate;
                        moved = true;
                    }
                }
            }
        }

        return best;
    }

    /// <summary>
    /// Searches the <paramref name="ef"/> nearest accepted rows on a level, starting from <paramref name="entries"/>: algorithm 2 of Malkov
    /// and Yashunin. False if it gave up because it exceeded the budget.
    /// </summary>
    public bool Explore(ReadOnlySpan<ulong> entries, int ef, int level, in RowTest test, WalkBudget budget, CancellationToken token)
    {
        _visited.Begin(graph.Capacity);
        _frontier.Clear();
        _found.Clear();
        foreach (var entry in entries)
        {
            if (_visited.Add(Candidate.UnpackRow(entry)))
            {
                Keep(entry, ef, test);
            }
        }

        var measured = 0L;
        while (_frontier.Count > 0)
        {
            token.ThrowIfCancellationRequested();
            // The frontier stores complements, so that its top is the nearest.
            var nearest = ~_frontier.Pop();
            if (_found.Count == ef && nearest > _found.Top)
            {
                break;
            }

            var count = 0;
            foreach (var row in graph.Links(Candidate.UnpackRow(nearest), level))
            {
                if (_visited.Add(row))
                {
                    _rows[count++] = row;
                }
            }

            measured += count;
            if (budget.IsExceeded(measured, _found.Count, ef))
            {
                return false;
            }

            foreach (var candidate in Measure(count))
            {
                Keep(candidate, ef, test);
            }
        }

        return true;
    }

    /// <summary>The entry points of a walk, packed: a measured row, and others that are measured here.</summary>
    public ReadOnlySpan<ulong> Entries(ulong first, ReadOnlySpan<int> others)
    {
        if (_entries.Length <= others.Length)
        {
            _entries = new ulong[others.Length + 1];
        }

        _entries[0] = first;
        for (var at = 0; at < others.Length; at += _rows.Length)
        {
            var some = others[at..Math.Min(at + _rows.Length, others.Length)];
            some.CopyTo(_rows);
            Measure(some.Length).CopyTo(_entries.AsSpan(at + 1));
        }

        return _entries.AsSpan(0, others.Length + 1);
    }

    private ReadOnlySpan<ulong> Measure(int count)
    {
        var rows = _rows.AsSpan(0, count);
        space.Distances(Query, rows, _distances);
        for (var i = 0; i < rows.Length; i++)
        {
            _candidates[i] = Candidate.Pack(_distances[i], rows[i]);
        }

        return _candidates.AsSpan(0, count);
    }

    private void Keep(ulong candidate, int ef, in RowTest test)
    {
        if (_found.Count < ef)
        {
            _frontier.Push(~candidate);
            if (test.Accepts(Candidate.UnpackRow(candidate), Candidate.UnpackDistance(candidate)))
            {
                _found.Push(candidate);
            }
        }
        else if (candidate < _found.Top)
        {
            _frontier.Push(~candidate);
            if (test.Accepts(Candidate.UnpackRow(candidate), Candidate.UnpackDistance(candidate)))
            {
                _found.ReplaceTop(candidate);
            }
        }
    }
}
