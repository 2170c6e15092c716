namespace Milvus.Parquet.Encodings;

/// <summary>The compressed bytes of a page, as a stream of its own.</summary>
/// <param name="file">The file, at the beginning of the page.</param>
/// <param name="length">The size of the page in the file.</param>
internal sealed class PageStream(Stream file, int length) : ReadOnlyStream
{
    private int _left = length;

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer[..Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }
}
