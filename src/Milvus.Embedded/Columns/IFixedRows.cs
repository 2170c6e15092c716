namespace Milvus.Embedded.Columns;

/// <summary>Values that all have the same number of bytes, by row number.</summary>
internal interface IFixedRows
{
    /// <summary>The size of a value in bytes.</summary>
    int Width { get; }

    /// <summary>Copies the rows from one on, as many as the target has room for; a null is zeros.</summary>
    void CopyRows(Span<byte> target, int first);
}
