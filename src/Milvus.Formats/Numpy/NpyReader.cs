using System.Globalization;

namespace Milvus.Formats.Numpy;

/// <summary>Reads the rows of a .npy file from its beginning to its end; the file can be larger than memory.</summary>
internal sealed class NpyReader : IDisposable
{
    private readonly Stream _stream;
    private long _read;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file, which is closed with the reader.</param>
    /// <exception cref="RowFileException">It is not a .npy file, or its array cannot be read row by row.</exception>
    internal NpyReader(Stream stream)
    {
        _stream = stream;
        Header = NpyHeader.Read(stream);
        if (stream.CanSeek && stream.Length - stream.Position is var left && left / Math.Max(1, Header.RowBytes) < Header.Rows
            && Header.RowBytes > 0)
        {
            throw CreateTruncated(left / Header.RowBytes);
        }

        // A single value has no rows, which the column says.
        if (stream.CanSeek && Header.Shape.Count > 0 && stream.Length - stream.Position > Header.Rows * Header.RowBytes)
        {
            throw CreateTooLong();
        }
    }

    internal NpyHeader Header { get; }

    public void Dispose() => _stream.Dispose();

    /// <summary>Reads the next rows. Numbers have the byte order of this machine.</summary>
    /// <returns>The bytes of at most so many rows; fewer at the end.</returns>
    /// <exception cref="RowFileException">The file ends before its last row.</exception>
    internal byte[] Read(int rows)
    {
        var count = (int)Math.Min(rows, Header.Rows - _read);
        var bytes = new byte[checked(count * Header.RowBytes)];
        var read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw CreateTruncated(_read + (read / Header.RowBytes));
        }

        _read += count;
        var unit = Header.Type[0] == 'U' ? sizeof(uint) : Header.Width;
        if (Header.IsBigEndian && unit > 1 && Header.Type[0] != 'S')
        {
            for (var at = 0; at < bytes.Length; at += unit)
            {
                bytes.AsSpan(at, unit).Reverse();
            }
        }

        return bytes;
    }

    /// <summary>Reads to the end of the file, so that a checksum there is compared.</summary>
    /// <exception cref="RowFileException">Something follows the last row.</exception>
    internal void ReadRest()
    {
        if (_stream.ReadByte() < 0)
        {
            return;
        }

        _stream.CopyTo(Stream.Null);
        throw CreateTooLong();
    }

    // Each call of np.save for an open file adds an array, and np.load reads the first one.
    private static RowFileException CreateTooLong() =>
        new(RowFileFault.NotRows, "it has more data behind its array. A .npy file has one array, and a .npz file several");

    private RowFileException CreateTruncated(long rows) => new(
        RowFileFault.Truncated,
        string.Create(CultureInfo.InvariantCulture, $"it has {rows} whole rows, but its header says {Header.Rows}"));
}
