namespace Milvus.Embedded.Columns;

/// <summary>Vectors of a fixed width, by row number: those of a segment, or those of a request.</summary>
internal interface IVectorRows : IFixedRows
{
    /// <summary>The bytes of a row that is not null.</summary>
    ReadOnlySpan<byte> this[int row] { get; }
}
