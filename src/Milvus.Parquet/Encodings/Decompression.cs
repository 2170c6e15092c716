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
    // Larger pages of codecs that have streams are not in memory as a whole before they are decompressed.
    private const int StreamedBytes = 4 << 20;

    // The memory for larger ones of the other codecs is not kept while the values are read.
    private const int KeptBytes = 16 << 20;

    /// <summary>Decompresses a page into memory of its declared size.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="file">The file, at the beginning of the compressed bytes.</param>
    /// <param name="packed">The number of compressed bytes.</param>
    /// <param name="to">The memory.</param>
    /// <param name="memory">Memory for the compressed bytes.</param>
    /// <exception cref="ParquetException">The bytes are not valid data of the codec, or not of the declared size.</exception>
    internal static void Run(Codec codec, Stream file, int packed, Span<byte> to, PageMemory memory)
    {
        if (codec == Codec.Uncompressed)
        {
            if (packed != to.Length)
            {
                throw ParquetException.CreateDamaged("a page does not have its declared size");
            }

            file.ReadExactly(to);
            return;
        }

        if (packed > StreamedBytes && codec is Codec.Gzip or Codec.Brotli or Codec.Zstd)
        {
            Run(codec, new PageStream(file, packed), to);
            return;
        }

        var from = packed > KeptBytes ? new byte[packed] : memory.Take<byte>(packed).AsSpan(0, packed);
        file.ReadExactly(from);
        Run(codec, from, to);
    }

    /// <inheritdoc cref="Run(Codec, Stream, int, Span{byte}, PageMemory)"/>
    internal static void Run(Codec codec, ReadOnlySpan<byte> from, Span<byte> to)
    {
        int written;
        try
        {
            written = codec switch
            {
                Codec.Snappy => Unsnappy(from, to),
                Codec.Gzip => Gunzip(from, to),
                Codec.Brotli => BrotliDecoder.TryDecompress(from, to, out var count) ? count : -1,
                Codec.Zstd => Unzstd(from, to),
                Codec.Lz4Raw => Unlz4(from, to),
                Codec.Lz4 => HadoopLz4(from, to),
                _ => -1,
            };
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw CreateDamaged(codec, failure);
        }

        CheckSize(codec, written, to.Length);
    }

    private static void Run(Codec codec, PageStream page, Span<byte> to)
    {
        int written;
        try
        {
            using Stream stream = codec switch
            {
                Codec.Gzip => new GZipStream(page, CompressionMode.Decompress),
                Codec.Brotli => new BrotliStream(page, CompressionMode.Decompress),
                _ => new DecompressionStream(page),
            };
            written = stream.ReadAtLeast(to, to.Length, throwOnEndOfStream: false);
            written = stream.ReadByte() < 0 ? written : -1;
        }
        catch (Exception failure) when (IsDamage(failure))
        {
            throw CreateDamaged(codec, failure);
        }

        CheckSize(codec, written, to.Length);
    }

    // The libraries throw various exceptions for damaged data.
    private static bool IsDamage(Exception failure) => failure is not (OutOfMemoryException or ParquetException);

    private static ParquetException CreateDamaged(Codec codec, Exception failure) =>
        new($"it is damaged: a page is not {codec} data", failure);

    private static void CheckSize(Codec codec, int written, int size)
    {
        if (written != size)
        {
            throw ParquetException.CreateDamaged($"a page is not {codec} data of its declared size");
        }
    }

    // The library makes room for the size that the data claims.
    private static int Unsnappy(ReadOnlySpan<byte> from, Span<byte> to) =>
        Snappy.GetUncompressedLength(from) == to.Length ? Snappy.Decompress(from, to) : -1;

    private static int Gunzip(ReadOnlySpan<byte> from, Span<byte> to)
    {
        using var stream = new GZipStream(new MemoryStream(from.ToArray()), CompressionMode.Decompress);
        var count = stream.ReadAtLeast(to, to.Length, throwOnEndOfStream: false);
        return stream.ReadByte() < 0 ? count : -1;
    }

    private static int Unzstd(ReadOnlySpan<byte> from, Span<byte> to)
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(from, to);
    }

    // The library refuses to decompress nothing: a page without values, as one token without literals.
    private static int Unlz4(ReadOnlySpan<byte> from, Span<byte> to) =>
        to.IsEmpty ? (from is [] or [0] ? 0 : -1) : LZ4Codec.Decode(from, to);

    // Hadoop writes both sizes before each block; early writers in C++ wrote only the block.
    private static int HadoopLz4(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var (read, written) = (0, 0);
        while (from.Length - read >= 8)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(from[read..]);
            var packed = BinaryPrimitives.ReadInt32BigEndian(from[(read + 4)..]);
            if (size < 0 || size > to.Length - written || packed < 0 || packed > from.Length - read - 8
                || LZ4Codec.Decode(from.Slice(read + 8, packed), to.Slice(written, size)) != size)
            {
                break;
            }

            read += 8 + packed;
            written += size;
        }

        return read == from.Length && written == to.Length ? written : Unlz4(from, to);
    }
}
