using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;
using Milvus.Parquet.Format;
using Snappier;
using ZstdSharp;

namespace Milvus.Parquet.Encodings;

/// <summary>Decompresses pages of a known size.</summary>
internal static class Decompression
{
    /// <exception cref="ParquetException">The bytes are not valid data of the codec, or not of the declared size.</exception>
    internal static byte[] Run(Codec codec, ReadOnlySpan<byte> from, int size)
    {
        if (codec == Codec.Uncompressed)
        {
            return from.Length == size ? from.ToArray() : throw ParquetException.CreateDamaged("a page does not have its declared size");
        }

        var to = new byte[size];
        int written;
        try
        {
            written = codec switch
            {
                Codec.Snappy => Snappy.Decompress(from, to),
                Codec.Gzip => Gunzip(from, to),
                Codec.Brotli => BrotliDecoder.TryDecompress(from, to, out var count) ? count : -1,
                Codec.Zstd => Unzstd(from, to),
                Codec.Lz4Raw => LZ4Codec.Decode(from, to),
                Codec.Lz4 => HadoopLz4(from, to),
                _ => -1,
            };
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or ParquetException))
        {
            // The libraries throw various exceptions for damaged data.
            throw new ParquetException($"it is damaged: a page is not {codec} data", failure);
        }

        return written == size ? to : throw ParquetException.CreateDamaged($"a page is not {codec} data of its declared size");
    }

    private static int Gunzip(ReadOnlySpan<byte> from, byte[] to)
    {
        using var stream = new GZipStream(new MemoryStream(from.ToArray()), CompressionMode.Decompress);
        var count = stream.ReadAtLeast(to, to.Length, throwOnEndOfStream: false);
        return stream.ReadByte() < 0 ? count : -1;
    }

    private static int Unzstd(ReadOnlySpan<byte> from, byte[] to)
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(from, to);
    }

    // Hadoop writes both sizes before each block; early writers in C++ wrote only the block.
    private static int HadoopLz4(ReadOnlySpan<byte> from, byte[] to)
    {
        var (read, written) = (0, 0);
        while (from.Length - read >= 8)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(from[read..]);
            var packed = BinaryPrimitives.ReadInt32BigEndian(from[(read + 4)..]);
            if (size < 0 || size > to.Length - written || packed < 0 || packed > from.Length - read - 8
                || LZ4Codec.Decode(from.Slice(read + 8, packed), to.AsSpan(written, size)) != size)
            {
                break;
            }

            read += 8 + packed;
            written += size;
        }

        return read == from.Length && written == to.Length ? written : LZ4Codec.Decode(from, to);
    }
}
