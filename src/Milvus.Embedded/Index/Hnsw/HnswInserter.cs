using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>Adds rows to a graph: algorithm 1 of Malkov and Yashunin. Each thread that builds has its own inserter.</summary>
internal sealed class HnswInserter(HnswGraph graph, VectorSpace space)
{
    private const int MaxLevels = 16;

    private readonly HnswWalk _walk = new(graph, space);
    private readonly NeighborChoice _choice = new(space);
    private readonly double _levelFactor = 1 / Math.Log(Math.Max(2, graph.Parameters.M));
    private readonly int[][] _chosen = new int[MaxLevels][];
    private readonly QueryVector _other = new();
    private readonly ulong[] _candidates = new ulong[graph.Parameters.Limit(0) + 1];
    private readonly int[] _rows = new int[graph.Parameters.Limit(0) + 1];
    private readonly float[] _distances = new float[graph.Parameters.Limit(0) + 1];

    public void Insert(int row)
    {
        var level = LevelOf(row);
        if (level <= graph.Entry.Level)
        {
            Insert(row, level);
            return;
        }

        lock (graph.EntryLock)
        {
            Insert(row, level);
            if (level > graph.Entry.Level)
            {
                graph.Entry = (row, level);
            }
        }
    }

    private void Insert(int row, int level)
    {
        var (entry, top) = graph.Entry;
        var first = Math.Min(level, top);
        if (entry >= 0)
        {
            ChooseNeighbors(row, entry, top, first);
        }

        graph.Register(row, level);
        // The row's own links of all levels come first, so that a walk that reaches the row can continue from it.
        for (var at = 0; at <= first; at++)
        {
            graph.SetLinks(row, at, _chosen[at]);
        }

        for (var at = 0; at <= first; at++)
        {
            foreach (var neighbor in _chosen[at])
            {
                LinkBack(neighbor, at, row);
            }
        }
    }

    private void ChooseNeighbors(int row, int entry, int top, int first)
    {
        space.PrepareRow(row, _walk.Query);
        ReadOnlySpan<ulong> entries = [_walk.Descend(entry, top, first)];
        for (var at = first; at >= 0; at--)
        {
            _walk.Explore(entries, graph.Parameters.EfConstruction, at, RowTest.Any, WalkBudget.None, CancellationToken.None);
            var found = _walk.Found.Items.ToArray();
            Array.Sort(found);
            _chosen[at] = _choice.Choose(found, graph.Parameters.M, graph.Parameters.M).ToArray();
            entries = found;
        }
    }

    private void LinkBack(int row, int level, int link)
    {
        lock (graph.LockOf(row))
        {
            if (graph.TryAddLink(row, level, link))
            {
                return;
            }

            var links = graph.Links(row, level);
            links.CopyTo(_rows);
            _rows[links.Length] = link;
            var count = links.Length + 1;
            space.PrepareRow(row, _other);
            space.Distances(_other, _rows.AsSpan(0, count), _distances);
            for (var i = 0; i < count; i++)
            {
                _candidates[i] = Candidate.Pack(_distances[i], _rows[i]);
            }

            Array.Sort(_candidates, 0, count);
            // Only half of the list is filled, so that the next links fit without another choice.
            graph.SetLinks(row, level, _choice.Choose(_candidates.AsSpan(0, count), links.Length, links.Length / 2));
        }
    }

    /// <summary>
    /// The level of a row: ⌊-ln(u) / ln(M)⌋, as in algorithm 1 of Malkov and Yashunin, so that each level has 1/M of the rows of the level
    /// below. u is the splitmix64 hash of the row (Steele, Lea and Flood 2014; mixer of Vigna's splitmix64.c), so that the same rows get
    /// the same levels.
    /// </summary>
    private int LevelOf(int row)
    {
        var bits = (ulong)(row + 1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        var share = ((bits >> 11) + 1) * (1.0 / (1UL << 53));
        return Math.Min((int)(-Math.Log(share) * _levelFactor), MaxLevels - 1);
    }
}
