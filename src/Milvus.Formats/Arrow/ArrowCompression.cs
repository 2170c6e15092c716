using System.Buffers.Binary;
using Apache.Arrow.Ipc;
using K4os.Compression.LZ4;
using ZstdSharp;

namespace Milvus.Formats.Arrow;

/// <summary>
/// Decompresses the buffers of Arrow files: Zstandard, and frames of LZ4, which pyarrow writes to Feather files by default.
/// </summary>
internal sealed class ArrowCompression : ICompressionCodecFactory
{
    ICompressionCodec ICompressionCodecFactory.CreateCodec(CompressionCodecType compressionCodecType) =>
        compressionCodecType == CompressionCodecType.Zstd ? new Zstandard() : new Lz4Frames();

    ICompressionCodec ICompressionCodecFactory.CreateCodec(CompressionCodecType compressionCodecType, int? compressionLevel) =>
        ((ICompressionCodecFactory)this).CreateCodec(compressionCodecType);

    private static InvalidDataException CreateDamaged(string codec) => new($"a buffer is not {codec} data of its declared size");

    private static NotSupportedException CreateReadOnly() => new("Arrow files are written without compression.");

    private sealed class Zstandard : ICompressionCodec
    {
        private readonly Decompressor _decompressor = new();

        public void Dispose() => _decompressor.Dispose();

        int ICompressionCodec.Decompress(ReadOnlyMemory<byte> source, Memory<byte> destination) =>
            _decompressor.Unwrap(source.Span, destination.Span) is var count && count == destination.Length
                ? count
                : throw CreateDamaged("Zstandard");

        void ICompressionCodec.Compress(ReadOnlyMemory<byte> source, Stream destination) => throw CreateReadOnly();
    }

    /// <summary>Reads LZ4 frames (lz4_Frame_format.md). The size of the result is known, so damage is found without checksums.</summary>
    private sealed class Lz4Frames : ICompressionCodec
    {
        private const uint Magic = 0x184D2204;
        private const uint Stored = 0x80000000;
        private const int ShortestHeader = 7;
        private const int WindowBytes = 1 << 16;
        private const int HasBlockSum = 0x10;
        private const int HasSize = 0x08;
        private const int HasDictionary = 0x01;

        public void Dispose()
        {
        }

        int ICompressionCodec.Decompress(ReadOnlyMemory<byte> source, Memory<byte> destination)
        {
            var from = source.Span;
            var to = destination.Span;
            if (from.Length < ShortestHeader || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic)
            {
                throw CreateDamaged("LZ4");
            }

            var flags = from[sizeof(uint)];
            var at = ShortestHeader + ((flags & HasSize) != 0 ? sizeof(ulong) : 0) + ((flags & HasDictionary) != 0 ? sizeof(uint) : 0);
            var written = 0;
            while (BinaryPrimitives.ReadUInt32LittleEndian(from[at..]) is not 0 and var size)
            {
                var block = from.Slice(at + sizeof(uint), checked((int)(size & ~Stored)));
                written += Unpack(block, (size & Stored) != 0, to, written);
                at += sizeof(uint) + block.Length + ((flags & HasBlockSum) != 0 ? sizeof(uint) : 0);
            }

            return written == to.Length ? written : throw CreateDamaged("LZ4");
        }

        void ICompressionCodec.Compress(ReadOnlyMemory<byte> source, Stream destination) => throw CreateReadOnly();

        private static int Unpack(ReadOnlySpan<byte> block, bool stored, Span<byte> to, int written)
        {
            if (stored)
            {
                block.CopyTo(to[written..]);
                return block.Length;
            }

            // A block may repeat bytes of the blocks before it.
            var count = LZ4Codec.Decode(block, to[written..], to[Math.Max(0, written - WindowBytes)..written]);
            return count >= 0 ? count : throw CreateDamaged("LZ4");
        }
    }
}
