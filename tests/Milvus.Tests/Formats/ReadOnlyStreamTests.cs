using System.IO.Compression;
using Milvus.Formats.Streams;
using Milvus.Parquet.Encodings;

namespace Milvus.Tests.Formats;

/// <summary>Streams that are only read, from their beginning to their end.</summary>
public sealed class ReadOnlyStreamTests
{
    [Theory]
    [InlineData(nameof(PrefixedStream))]
    [InlineData(nameof(ByteSource))]
    [InlineData(nameof(GzipReader))]
    public void ReadOnlyStream_every_way_of_reading_returns_the_bytes(string name)
    {
        Assert.Equal("abcde", new StreamReader(Open(name)).ReadToEnd());
        using var copy = new MemoryStream();
        Open(name).CopyTo(copy);
        Assert.Equal("abcde"u8.ToArray(), copy.ToArray());
        using var bytes = Open(name);
        Assert.Equal("abcde-1", $"{string.Concat(Enumerable.Range(0, 5).Select(_ => (char)bytes.ReadByte()))}{bytes.ReadByte()}");
        var array = new byte[7];
        using var arrays = Open(name);
        Assert.Equal(5, arrays.ReadAtLeast(array.AsSpan(1), 6, throwOnEndOfStream: false));
        Assert.Equal("\0abcde\0"u8.ToArray(), array);
        Assert.True(bytes is { CanRead: true, CanSeek: false, CanWrite: false });
    }

    [Theory]
    [InlineData(nameof(PrefixedStream))]
    [InlineData(nameof(ByteSource))]
    [InlineData(nameof(GzipReader))]
    public void ReadOnlyStream_nothing_else_is_supported(string name)
    {
        using var stream = Open(name);
        Action[] others =
        [
            () => _ = stream.Length, () => _ = stream.Position, () => stream.Position = 0, () => stream.Seek(0, SeekOrigin.Begin),
            () => stream.SetLength(0), () => stream.Write([1], 0, 1),
        ];

        Assert.All(others, other => Assert.Throws<NotSupportedException>(other));
        stream.Flush();
        Assert.Equal('a', stream.ReadByte());
    }

    private static ReadOnlyStream Open(string name) => name switch
    {
        nameof(PrefixedStream) => new PrefixedStream("ab"u8.ToArray(), new MemoryStream("cde"u8.ToArray())),
        nameof(ByteSource) => new ByteSource(new MemoryStream("abcde"u8.ToArray())),
        _ => new GzipReader(new MemoryStream(Zip("abcde"u8))),
    };

    private static byte[] Zip(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }
}
