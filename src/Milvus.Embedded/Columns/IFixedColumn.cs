namespace Milvus.Embedded.Columns;

/// <summary>A column whose values all have the same number of bytes, so that reading them is copying.</summary>
internal interface IFixedColumn : IFixedRows
{
    /// <summary>Appends whole values, little-endian.</summary>
    void AppendBytes(ReadOnlySpan<byte> values);
}
