using System.Buffers.Binary;
using K4os.Compression.LZ4;
using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Tests.Parquet;

/// <summary>Pages that pyarrow does not write: LZ4 in Hadoop frames, and pages with a wrong size.</summary>
public sealed class DecompressionTests
{
    private static readonly byte[] _plain = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 17))];

    [Fact]
    public void Decompression_hadoop_frames_of_LZ4_are_read()
    {
        var framed = new List<byte>();
        foreach (var part in _plain.Chunk(2000))
        {
            var packed = Pack(part);
            framed.AddRange(Number(part.Length));
            framed.AddRange(Number(packed.Length));
            framed.AddRange(packed);
        }

        Assert.Equal(_plain, Unpack(Codec.Lz4, framed.ToArray(), _plain.Length));
    }

    [Fact]
    public void Decompression_bare_block_of_LZ4_is_read() =>
        Assert.Equal(_plain, Unpack(Codec.Lz4, Pack(_plain), _plain.Length));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Decompression_bytes_that_the_codec_did_not_write_are_refused(int codec) =>
        Assert.Throws<ParquetException>(() => Unpack((Codec)codec, [1, 2, 3, 250, 251, 9], 4000));

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void Decompression_page_of_LZ4_without_values_is_empty(int codec)
    {
        Assert.Empty(Unpack((Codec)codec, [0], 0));
        Assert.Throws<ParquetException>(() => Unpack((Codec)codec, [1, 2], 0));
    }

    private static byte[] Unpack(Codec codec, byte[] packed, int size)
    {
        var to = new byte[size];
        Decompression.Run(codec, packed, to);
        return to;
    }

    private static byte[] Pack(byte[] plain)
    {
        var target = new byte[LZ4Codec.MaximumOutputSize(plain.Length)];
        return target[..LZ4Codec.Encode(plain, target)];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
