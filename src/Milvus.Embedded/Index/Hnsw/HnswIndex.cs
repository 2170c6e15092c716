using System.Collections.Concurrent;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>
/// A hierarchical navigable small world graph over the rows of a column: Malkov and Yashunin, "Efficient and Robust Approximate Nearest
/// Neighbor Search Using Hierarchical Navigable Small World Graphs" (2018, arXiv:1603.09320).
/// </summary>
internal sealed class HnswIndex : IVectorIndex
{
    /// <summary>The number of candidates of a search that does not set ef.</summary>
    public const int DefaultEf = 64;

    /// <summary>The minimum of ef under IP, where the nearest rows of a query are not near to each other.</summary>
    public const int MinimumEfOfInnerProduct = 256;

    /// <summary>The maximum number of additional entry points. Measuring them costs little compared with the walk.</summary>
    private const int Outliers = 128;

    private readonly VectorSpace _space;
    private readonly HnswGraph _graph;
    private readonly ConcurrentBag<HnswWalk> _walks = [];
    private int[] _outliers = [];
    private int _count;

    public HnswIndex(VectorSpace space, HnswParameters parameters)
        : this(space, new HnswGraph(parameters), 0)
    {
    }

    private HnswIndex(VectorSpace space, HnswGraph graph, int count)
    {
        _space = space;
        _graph = graph;
        _count = count;
    }

    public int Count => Volatile.Read(ref _count);

    public void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token)
    {
        _space.CoverForLinks(toRow);
        _graph.Reserve(toRow);
        new HnswBuild(_graph, _space, fromRow, toRow, progress, token).Run(threads);
        Volatile.Write(ref _outliers, _space.Outliers(Outliers));
        Volatile.Write(ref _count, toRow);
    }

    public void Search(
        ReadOnlySpan<byte> query,
        int rows,
        SearchParameters parameters,
        RowBitmap? allowed,
        TopK hits,
        CancellationToken token)
    {
        var candidates = allowed is null ? rows : Math.Min(rows, allowed.CountSet());
        var least = _space.Metric == DistanceMetric.InnerProduct ? MinimumEfOfInnerProduct : 0;
        var ef = Math.Max(Math.Max(parameters.Ef ?? DefaultEf, least), hits.Capacity);
        if (candidates == 0 || hits.Capacity == 0)
        {
            return;
        }

        if (IsWalkCheaper(rows, candidates, ef))
        {
            if (!_walks.TryTake(out var walk))
            {
                walk = new HnswWalk(_graph, _space);
            }

            try
            {
                if (TryWalk(walk, query, rows, candidates, ef, allowed, hits, token))
                {
                    return;
                }
            }
            finally
            {
                _walks.Add(walk);
            }
        }

        BruteForce.Search(_space, query, 0, rows, allowed, hits, token);
    }

    public void Save(Stream stream) => HnswFile.Write(stream, _graph, _space, Count);

    /// <summary>Reads what <see cref="Save"/> wrote. The column holds the rows of that time.</summary>
    public static HnswIndex Load(VectorSpace space, HnswParameters parameters, Stream stream)
    {
        var graph = new HnswGraph(parameters);
        var count = HnswFile.Read(stream, graph, space);
        // A cancelled run leaves rows beyond the count in the graph.
        space.CoverForLinks(space.Column.Count);
        return new HnswIndex(space, graph, count) { _outliers = [.. space.Outliers(Outliers).Where(graph.Contains)] };
    }

    /// <summary>
    /// Whether a walk costs less than comparing the candidates one by one. One in rows / candidates rows is allowed, so a walk to ef
    /// allowed rows measures about <c>Measured</c> times ef × rows / candidates rows. Comparing the candidates is exact.
    /// </summary>
    private static bool IsWalkCheaper(int rows, int candidates, int ef)
    {
        const long Measured = 10;
        return Measured * ef * rows < (long)candidates * candidates;
    }

    /// <summary>
    /// False if the walk became more expensive than comparing all candidates, or found too few rows. The hits are then unchanged.
    /// </summary>
    private bool TryWalk(HnswWalk walk, ReadOnlySpan<byte> query, int rows, int candidates, int ef, RowBitmap? allowed, TopK hits,
        CancellationToken token)
    {
        var (entry, top) = _graph.Entry;
        if (entry < 0)
        {
            return false;
        }

        _space.Prepare(query, walk.Query);
        if (walk.Query.IsZero)
        {
            // All rows are equally far, so a walk has no direction.
            return false;
        }

        var test = new RowTest(rows, allowed, hits.Range);
        if (!walk.Explore(walk.Entries(walk.Descend(entry, top, 0), Volatile.Read(ref _outliers)), ef, 0, test, candidates, token) ||
            walk.Found.Count < Math.Min(hits.Capacity, candidates))
        {
            return false;
        }

        foreach (var candidate in walk.Found.Items)
        {
            hits.Add(Candidate.UnpackDistance(candidate), Candidate.UnpackRow(candidate));
        }

        return true;
    }
}
