namespace Milvus.Embedded.Index.Hnsw;

/// <summary>
/// How many rows a walk may measure before comparing all candidates costs less. A walk passes through rejected rows, so the share of
/// accepted ones among its first rows shows how long it is going to be: short if the filter keeps what is near to the query, and longer
/// than all candidates if it keeps what is far.
/// </summary>
/// <param name="candidates">The number of rows that a comparison measures.</param>
/// <param name="measuredOfEach">The number of rows that a walk measures for each row that it looks for, if it accepts all.</param>
internal readonly struct WalkBudget(int candidates, int measuredOfEach)
{
    /// <summary>The share of accepted rows is not known before so many are measured.</summary>
    private const int Trial = 128;

    public static WalkBudget None { get; } = new(int.MaxValue, 0);

    /// <summary>Whether a walk to its end costs more than comparing all candidates.</summary>
    /// <param name="measured">The number of rows measured.</param>
    /// <param name="found">The number of accepted rows found.</param>
    /// <param name="ef">The number of accepted rows that the walk looks for.</param>
    public bool IsExceeded(long measured, int found, int ef) =>
        measured > candidates
        || (measured >= Trial && found < ef && (long)measuredOfEach * ef * measured > (long)candidates * Math.Max(found, 1));
}
