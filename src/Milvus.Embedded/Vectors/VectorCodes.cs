using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// Rows as 8-bit codes (scalar quantization): for each dimension of a row an integer from -127 to 127, and two floats for the row. A
/// distance to a query is <c>A × factor × Σ query × code + B × offset + C</c>. A, B and C belong to the query. The metric decides what
/// they and the offset are.
/// </summary>
internal sealed class VectorCodes(VectorSpace space, CodeScale scale)
{
    private const int MaxCode = 127;
    private const int TermBytes = 2 * sizeof(float);

    private readonly ChunkList<byte> _rows = new(space.Column.Dim + TermBytes);
    private readonly int _dim = space.Column.Dim;

    /// <summary>The largest number of a query, so that its inner product with a row fits into 32 bits.</summary>
    private readonly int _maxQuery = Math.Min(short.MaxValue, int.MaxValue / MaxCode / space.Column.Dim);

    public CodeScale Scale { get; } = scale;

    /// <summary>The number of rows that have codes.</summary>
    public int Count => _rows.Count;

    /// <summary>The bytes in memory.</summary>
    public long MemoryBytes => _rows.MemoryBytes;

    /// <summary>Adds the codes of the rows up to <paramref name="rows"/>. Only one thread calls it.</summary>
    public void Append(int rows, CancellationToken token)
    {
        var floats = new QueryVector();
        var item = new byte[_dim + TermBytes];
        for (var row = _rows.Count; row < rows; row++)
        {
            if ((row & (Column.ChunkRows - 1)) == 0)
            {
                token.ThrowIfCancellationRequested();
            }

            if (space.IsComparable(row))
            {
                space.Prepare(space.Column[row], floats);
                Encode(floats, item);
            }
            else
            {
                Array.Clear(item);
            }

            _rows.Append(item);
        }
    }

    /// <summary>Prepares a query whose floats are prepared.</summary>
    public void Prepare(QueryVector query)
    {
        if (query.Codes.Length != _dim)
        {
            query.Codes = new short[_dim];
        }

        query.CodesOf = this;
        var floats = query.Floats;
        var isL2 = space.Metric == DistanceMetric.L2;
        var weights = ArrayOf(query);
        double dot = 0;
        double square = 0;
        var largest = 0f;
        for (var i = 0; i < _dim; i++)
        {
            var centred = floats[i] - Scale.Mean[i];
            dot += (double)floats[i] * Scale.Mean[i];
            square += (double)centred * centred;
            weights[i] = (isL2 ? centred : floats[i]) * Scale.Spread[i];
            largest = MathF.Max(largest, MathF.Abs(weights[i]));
        }

        var step = largest > 0 ? largest / _maxQuery : 1;
        for (var i = 0; i < _dim; i++)
        {
            query.Codes[i] = (short)MathF.Round(weights[i] / step);
        }

        (query.CodeFactor, query.CodeOffset, query.CodeConstant) = space.Metric switch
        {
            DistanceMetric.L2 => (-2 * step, 1f, (float)square),
            DistanceMetric.InnerProduct => (-step, 0f, (float)-dot),
            _ => (-step * query.InverseNorm, (float)-dot * query.InverseNorm, 0f),
        };
    }

    /// <summary>Writes the distances from the query to rows.</summary>
    public void Distances(QueryVector query, ReadOnlySpan<int> rows, Span<float> distances)
    {
        // Codes are short, so one row ahead would not cover the wait for memory.
        const int Ahead = 4;
        var count = _rows.Count;
        for (var i = 0; i < Math.Min(Ahead, rows.Length) && rows[i] < count; i++)
        {
            Prefetch.Row(_rows.Row(rows[i]));
        }

        ref readonly var first = ref query.Codes[0];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length && rows[i + Ahead] < count)
            {
                Prefetch.Row(_rows.Row(rows[i + Ahead]));
            }

            if (rows[i] >= count)
            {
                // It was added after the query was prepared, when newer codes had taken the place of these.
                distances[i] = float.PositiveInfinity;
                continue;
            }

            ref var row = ref MemoryMarshal.GetReference(_rows.Row(rows[i]));
            var dot = CodeKernels.Dot(in first, in Unsafe.As<byte, sbyte>(ref row), (nuint)_dim);
            var factor = Unsafe.ReadUnaligned<float>(in Unsafe.Add(ref row, _dim));
            var offset = Unsafe.ReadUnaligned<float>(in Unsafe.Add(ref row, _dim + sizeof(float)));
            distances[i] = query.CodeFactor * factor * dot + query.CodeOffset * offset + query.CodeConstant;
        }
    }

    private void Encode(QueryVector floats, byte[] item)
    {
        var vector = floats.Floats;
        double square = 0;
        var largest = 0f;
        for (var i = 0; i < _dim; i++)
        {
            var centred = vector[i] - Scale.Mean[i];
            square += (double)centred * centred;
            vector[i] = centred * Scale.InverseSpread[i];
            largest = MathF.Max(largest, MathF.Abs(vector[i]));
        }

        var step = largest > 0 ? largest / MaxCode : 1;
        var codes = MemoryMarshal.Cast<byte, sbyte>(item.AsSpan(0, _dim));
        var inverse = 1 / step;
        for (var i = 0; i < _dim; i++)
        {
            codes[i] = (sbyte)MathF.Round(vector[i] * inverse);
        }

        var (factor, offset) = space.Metric switch
        {
            DistanceMetric.L2 => (step, (float)square),
            DistanceMetric.InnerProduct => (step, 0),
            // The inverse norm of the row.
            _ => (step * floats.InverseNorm, floats.InverseNorm),
        };
        MemoryMarshal.Write(item.AsSpan(_dim), in factor);
        MemoryMarshal.Write(item.AsSpan(_dim + sizeof(float)), in offset);
    }

    private static float[] ArrayOf(QueryVector query)
    {
        var length = query.Codes.Length;
        if (query.Weights.Length != length)
        {
            query.Weights = new float[length];
        }

        return query.Weights;
    }
}
