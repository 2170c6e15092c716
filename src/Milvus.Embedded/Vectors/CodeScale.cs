namespace Milvus.Embedded.Vectors;

/// <summary>
/// The mean and the spread of each dimension of a sample of rows. Codes are of vectors without the mean and divided by the spread, so that
/// a dimension with a large mean or spread does not take the precision of the others. Any numbers give correct distances; those of a
/// sample give precise ones.
/// </summary>
internal sealed class CodeScale
{
    /// <summary>The number of rows of a sample.</summary>
    public const int SampleRows = 4096;

    private CodeScale(int dim, int sampled)
    {
        Sampled = sampled;
        (Mean, Spread, InverseSpread) = (new float[dim], new float[dim], new float[dim]);
    }

    /// <summary>The number of rows among which the sample was taken.</summary>
    public int Sampled { get; }

    public float[] Mean { get; }

    public float[] Spread { get; }

    /// <summary>1 / spread.</summary>
    public float[] InverseSpread { get; }

    /// <summary>Measures some of the rows below <paramref name="rows"/>, at equal intervals.</summary>
    public static CodeScale Of(VectorSpace space, int rows)
    {
        var dim = space.Column.Dim;
        var scale = new CodeScale(dim, rows);
        var sums = new double[dim];
        var squares = new double[dim];
        var count = 0;
        var floats = new QueryVector();
        for (var i = 0L; i < Math.Min(rows, SampleRows); i++)
        {
            var row = (int)(i * rows / Math.Min(rows, SampleRows));
            if (!space.IsComparable(row))
            {
                continue;
            }

            count++;
            space.Prepare(space.Column[row], floats);
            var vector = floats.Floats;
            for (var at = 0; at < dim; at++)
            {
                sums[at] += vector[at];
                squares[at] += (double)vector[at] * vector[at];
            }
        }

        for (var at = 0; at < dim; at++)
        {
            var mean = sums[at] / Math.Max(1, count);
            var spread = Math.Sqrt(Math.Max(0, squares[at] / Math.Max(1, count) - mean * mean));
            scale.Mean[at] = (float)mean;
            // A dimension in which the sampled rows are equal may differ in other rows.
            scale.Spread[at] = spread > Math.Abs(mean) * 1e-6 && (float)spread > 1e-30f ? (float)spread : 1;
            scale.InverseSpread[at] = 1 / scale.Spread[at];
        }

        return scale;
    }
}
