using System.Buffers;
using System.Runtime.InteropServices;

namespace Milvus.Formats.Arrow;

/// <summary>
/// Memory of a size that a file claims. The system gives zeroed pages when they are written for the first time, so a damaged file that
/// claims a gigabyte takes only what it has.
/// </summary>
internal sealed unsafe class NativeBuffer(int length) : MemoryManager<byte>
{
    private readonly Block _block = new(length);

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_block.IsClosed, this);
        return new Span<byte>(_block.Bytes, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_block.Bytes + elementIndex, pinnable: this);

    public override void Unpin()
    {
        // The memory never moves.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _block.Dispose();
        }
    }

    /// <summary>The library leaves a buffer behind if it fails after it has one, so the memory frees itself.</summary>
    private sealed class Block : SafeHandle
    {
        internal Block(int length)
            : base(0, ownsHandle: true) =>
            SetHandle((nint)NativeMemory.AllocZeroed((nuint)length));

        public override bool IsInvalid => handle == 0;

        internal void* Bytes => (void*)handle;

        protected override bool ReleaseHandle()
        {
            NativeMemory.Free(Bytes);
            return true;
        }
    }
}
