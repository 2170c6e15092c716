namespace Milvus.Embedded.Columns;

/// <summary>Vectors of a fixed width, by row number: those of a segment, or those of a request.</summary>
internal interface IVectorRows
{
    /// <summary>Bytes of a vector.</summary>
    int Width { get; }

    /// <summary>The bytes of a row that is not null.</summary>
    ReadOnlySpan<byte> this[int row] { get; }

    /// <summary>Copies the rows from one on, as many as the target has room for; a null is zeros.</summary>
    void CopyRows(Span<byte> target, int first);
}
