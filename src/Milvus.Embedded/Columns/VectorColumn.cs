using System.Runtime.InteropServices;
using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A vector field of fixed width. A row has the bytes of the contract, little-endian.</summary>
internal sealed class VectorColumn(string name, DataType type, int dim, bool nullable)
    : Column(name, type, DataType.None, nullable), IVectorRows, IFixedColumn
{
    private readonly RowBytes _bytes = new(WidthOf(type, dim));
    private InverseNorms? _norms;

    /// <summary>The number of elements of a vector; bits for a binary vector.</summary>
    public int Dim { get; } = dim;

    /// <summary>The size of a vector in bytes.</summary>
    public int Width { get; } = WidthOf(type, dim);

    public ReadOnlySpan<byte> this[int row] => _bytes.Row(row);

    /// <summary>Whether the vectors are read from a file, and only their index is in memory.</summary>
    public bool IsInFile => _bytes.IsInFile;

    /// <summary>The bytes of the vectors that are in memory.</summary>
    public long MemoryBytes => _bytes.MemoryBytes;

    /// <summary>The elements of a row of a FloatVector field.</summary>
    public ReadOnlySpan<float> Floats(int row) => MemoryMarshal.Cast<byte, float>(this[row]);

    /// <summary>The bytes of the rows of a chunk, up to the last row.</summary>
    public ReadOnlySpan<byte> Chunk(int chunk) => _bytes.ReadChunk(chunk);

    /// <summary>The inverse norms of the rows, created by the first search with COSINE.</summary>
    public InverseNorms Norms(InverseNorm normOf) => LazyInitializer.EnsureInitialized(ref _norms, () => new InverseNorms(this, normOf));

    /// <summary>Appends whole vectors.</summary>
    public void Append(ReadOnlySpan<byte> vectors)
    {
        _bytes.Append(vectors);
        Publish(vectors.Length / Width);
    }

    /// <summary>Moves the vectors into a file beside the database. Those that it does not take stay in memory.</summary>
    /// <param name="database">The path of the database.</param>
    public void MoveToFile(string database) => _bytes.MoveToFile(database);

    public void CopyRows(Span<byte> target, int first) => _bytes.CopyTo(target, first);

    /// <inheritdoc/>
    void IFixedColumn.AppendBytes(ReadOnlySpan<byte> values) => Append(values);

    public override Column Empty() => new VectorColumn(Name, Type, Dim, Nullable);

    protected override void AppendFiller()
    {
        Span<byte> small = stackalloc byte[Math.Min(Width, 1024)];
        small.Clear();
        _bytes.Append(Width <= small.Length ? small[..Width] : new byte[Width]);
    }

    protected override void CopyFrom(Column source) => _bytes.Append(source.Count, ((IVectorRows)source).CopyRows);

    protected override void CopyFrom(Column source, int row) => Append(((IVectorRows)source)[row]);

    /// <summary>The size in bytes of a vector of a type with a dimension.</summary>
    public static int WidthOf(DataType type, int dim) => type switch
    {
        DataType.FloatVector => dim * sizeof(float),
        DataType.Float16Vector or DataType.Bfloat16Vector => dim * sizeof(ushort),
        DataType.Int8Vector => dim,
        DataType.BinaryVector => dim / 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a vector of fixed width"),
    };
}
