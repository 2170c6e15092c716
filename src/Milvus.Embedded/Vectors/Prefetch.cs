using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// Asks the processor for a row that is needed next. Rows of a graph walk lie anywhere; waiting for them is most of its time.
/// </summary>
internal static class Prefetch
{
    private const int Line = 64;

    /// <summary>The hardware goes on by itself after the first lines.</summary>
    private const int Lines = 8;

    /// <summary>A hint only: the address may be stale when a collection moved the array, and nothing is read through it.</summary>
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
