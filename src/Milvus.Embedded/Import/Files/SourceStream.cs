using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Import.Files;

/// <summary>
/// A file of an import, up to the length that it had at first: a file that grows would otherwise be read for ever. Each read notes progress
/// and ends the import if it is stopped.
/// </summary>
internal sealed class SourceStream(Stream file, string name, Action step, Action ensureWanted) : Stream
{
    private readonly long _length = file.Length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        ensureWanted();
        var read = file.Read(buffer[..(int)Math.Clamp(_length - file.Position, 0, buffer.Length)]);
        step();
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        file.Seek(origin == SeekOrigin.End ? _length + offset : offset, origin == SeekOrigin.End ? SeekOrigin.Begin : origin);

    /// <summary>Ensures that the file is still the one that was read.</summary>
    /// <exception cref="ImportFailure">Its length changed.</exception>
    public void EnsureUnchanged()
    {
        if (file.Length != _length)
        {
            throw new ImportFailure($"the file '{name}' changed while it was read, from {_length} to {file.Length} bytes");
        }
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
