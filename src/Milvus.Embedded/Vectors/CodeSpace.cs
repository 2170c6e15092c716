namespace Milvus.Embedded.Vectors;

/// <summary>
/// The rows of a space as 8-bit codes, for walks of a graph. Its distances are approximate; the hits of a walk are compared again in the
/// space itself.
/// </summary>
internal sealed class CodeSpace(VectorSpace exact) : VectorSpace(exact.Column, exact.Metric)
{
    private VectorCodes? _codes;

    /// <summary>The number of rows that have codes.</summary>
    public int Count => Volatile.Read(ref _codes)?.Count ?? 0;

    /// <summary>The bytes of the codes in memory.</summary>
    public long MemoryBytes => Volatile.Read(ref _codes)?.MemoryBytes ?? 0;

    /// <summary>
    /// Computes the codes of the rows below <paramref name="rows"/>. While rows are few, the scale of their dimensions is measured again
    /// when they become more, and all codes are computed again. Only one thread calls it; searches go on with the earlier codes.
    /// </summary>
    public void EnsureCodes(int rows, CancellationToken token)
    {
        const int Growth = 4;
        var codes = _codes;
        if (codes is null || (codes.Scale.Sampled < CodeScale.SampleRows && rows >= Growth * codes.Scale.Sampled))
        {
            codes = new VectorCodes(exact, CodeScale.Of(exact, rows));
        }

        codes.Append(rows, token);
        Volatile.Write(ref _codes, codes);
    }

    public override void Prepare(ReadOnlySpan<byte> vector, QueryVector into)
    {
        exact.Prepare(vector, into);
        _codes!.Prepare(into);
    }

    public override void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances) =>
        query.CodesOf!.Distances(query, rows, distances);

    /// <summary>The exact distance.</summary>
    public override float MeasureDistance(int left, int right) => exact.MeasureDistance(left, right);

    public override bool IsComparable(int row) => exact.IsComparable(row);
}
