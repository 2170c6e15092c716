using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// Prefetches a row that is needed next. The rows of a graph walk are scattered, and waiting for memory is most of its time.
/// </summary>
internal static class Prefetch
{
    private const int Line = 64;

    /// <summary>The hardware prefetcher continues after the first lines.</summary>
    private const int Lines = 8;

    /// <summary>
    /// This is only a hint. The address may be stale if the garbage collector moved the array, but nothing is read through it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Row(ReadOnlySpan<byte> row)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        var first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(row));
        var bytes = Math.Min(row.Length, Lines * Line);
        for (var i = 0; i < bytes; i += Line)
        {
            Sse.Prefetch0(first + i);
        }
    }
}
