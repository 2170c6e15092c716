using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A scalar field whose values all have the same number of bytes.</summary>
internal abstract class FixedColumn<T>(string name, DataType type, bool nullable)
    : ValueColumn<T>(name, type, nullable, default), IFixedColumn
    where T : unmanaged
{
    /// <inheritdoc/>
    public int Width => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public void CopyRows(Span<byte> target, int first) => CopyTo(MemoryMarshal.Cast<byte, T>(target), first);

    /// <inheritdoc/>
    public void AppendBytes(ReadOnlySpan<byte> values) => Append(MemoryMarshal.Cast<byte, T>(values));
}
