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

    /// <summary>The number of rows that a walk measures for each of its ef rows, if all of them may be hits.</summary>
    private const int MeasuredOfEach = 12;

    private readonly VectorSpace _space;
    private readonly CodeSpace? _codes;
    private readonly HnswGraph _graph;
    private readonly ConcurrentBag<HnswWalk> _walks = [];
    private readonly ConcurrentBag<HnswWalk> _codeWalks = [];
    private int[] _outliers = [];
    private int _count;

    /// <summary>Creates an empty graph.</summary>
    /// <param name="space">The vectors, by which the graph is built and hits are scored.</param>
    /// <param name="parameters">The parameters of the graph.</param>
    /// <param name="isCoded">Whether walks score 8-bit codes instead of the vectors.</param>
    public HnswIndex(VectorSpace space, HnswParameters parameters, bool isCoded = false)
        : this(space, new HnswGraph(parameters), 0, isCoded)
    {
    }

    private HnswIndex(VectorSpace space, HnswGraph graph, int count, bool isCoded)
    {
        _space = space;
        _graph = graph;
        _count = count;
        _codes = isCoded ? new CodeSpace(space) : null;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>The bytes of graph and codes in memory, without the vectors.</summary>
    public long MemoryBytes => _graph.MemoryBytes + (_codes?.MemoryBytes ?? 0);

    public void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token)
    {
        _space.CoverForLinks(toRow);
        _codes?.EnsureCodes(toRow, token);
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
        // A range begins at an exact distance, so the walk must know exact distances.
        var codes = float.IsNegativeInfinity(hits.Range.From) ? _codes : null;
        var refined = codes is null ? hits.Capacity : CountRefined(hits.Capacity, parameters.Refinement, candidates);
        var ef = Math.Max(Math.Max(parameters.Ef ?? DefaultEf, least), refined);
        if (candidates == 0 || hits.Capacity == 0)
        {
            return;
        }

        if (CanWalkBeCheaper(rows, candidates, ef))
        {
            var walks = codes is null ? _walks : _codeWalks;
            if (!walks.TryTake(out var walk))
            {
                walk = new HnswWalk(_graph, codes ?? _space);
            }

            try
            {
                if (TryWalk(walk, codes ?? _space, query, rows, candidates, ef, refined, allowed, hits, token))
                {
                    return;
                }
            }
            finally
            {
                walks.Add(walk);
            }
        }

        BruteForce.Search(_space, query, 0, rows, allowed, hits, token);
    }

    public void Save(Stream stream) => HnswFile.Write(stream, _graph, _space, Count);

    /// <summary>
    /// Reads what <see cref="Save"/> wrote. The column holds the rows of that time. Codes are not stored: they are computed from the
    /// vectors, which are read anyway.
    /// </summary>
    public static HnswIndex Load(VectorSpace space, HnswParameters parameters, Stream stream, bool isCoded = false)
    {
        var graph = new HnswGraph(parameters);
        var count = HnswFile.Read(stream, graph, space);
        // A cancelled run leaves rows beyond the count in the graph.
        space.CoverForLinks(space.Column.Count);
        var index = new HnswIndex(space, graph, count, isCoded) { _outliers = [.. space.Outliers(Outliers).Where(graph.Contains)] };
        index._codes?.EnsureCodes(space.Column.Count, CancellationToken.None);
        return index;
    }

    /// <summary>
    /// Whether a walk can cost less than comparing the candidates one by one: one whose filter keeps all that is near to the query measures
    /// about <see cref="MeasuredOfEach"/> times ef rows. Whether this walk does is known when it has begun (<see cref="WalkBudget"/>), so a
    /// filter that keeps few rows must promise more.
    /// </summary>
    private static bool CanWalkBeCheaper(int rows, int candidates, int ef) =>
        (candidates < rows / 2 ? 2L : 1L) * MeasuredOfEach * ef < candidates;

    /// <summary>The number of candidates that are compared again for so many hits.</summary>
    private static int CountRefined(int hits, float refinement, int candidates) =>
        (int)Math.Clamp(Math.Ceiling((double)hits * refinement), Math.Min(hits, candidates), Math.Max(hits, candidates));

    /// <summary>
    /// False if the walk became more expensive than comparing all candidates, or found too few rows. The hits are then unchanged.
    /// </summary>
    private bool TryWalk(HnswWalk walk, VectorSpace space, ReadOnlySpan<byte> query, int rows, int candidates, int ef, int refined,
        RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        var (entry, top) = _graph.Entry;
        if (entry < 0)
        {
            return false;
        }

        space.Prepare(query, walk.Query);
        if (walk.Query.IsZero)
        {
            // All rows are equally far, so a walk has no direction.
            return false;
        }

        var test = new RowTest(rows, allowed, hits.Range.From);
        var entries = walk.Entries(walk.Descend(entry, top, 0), Volatile.Read(ref _outliers));
        if (!walk.Explore(entries, ef, 0, test, new WalkBudget(candidates, MeasuredOfEach), token) ||
            walk.Found.Count < Math.Min(hits.Capacity, candidates))
        {
            return false;
        }

        if (space != _space)
        {
            Refine(walk, refined, hits);
            return true;
        }

        foreach (var candidate in walk.Found.Items)
        {
            hits.Add(Candidate.UnpackDistance(candidate), Candidate.UnpackRow(candidate));
        }

        return true;
    }

    /// <summary>Compares the best candidates of a walk over codes by their vectors.</summary>
    private void Refine(HnswWalk walk, int refined, TopK hits)
    {
        const int Block = 64;
        Span<int> rows = stackalloc int[Block];
        Span<float> distances = stackalloc float[Block];
        var best = walk.Found.TakeNearest(refined);
        for (var from = 0; from < best.Length; from += Block)
        {
            var count = Math.Min(Block, best.Length - from);
            for (var i = 0; i < count; i++)
            {
                rows[i] = Candidate.UnpackRow(best[from + i]);
            }

            _space.Distances(walk.Query, rows[..count], distances);
            for (var i = 0; i < count; i++)
            {
                hits.Add(distances[i], rows[i]);
            }
        }
    }
}
