namespace Milvus.Formats.Text;

/// <summary>The lines of a UTF-8 stream, as bytes; only one line is in memory.</summary>
internal sealed class LineSplitter(Stream stream)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of the last line, from 1.</summary>
    internal long Line { get; private set; }

    /// <summary>The next line without its end, valid until the next call; null at the end of the text.</summary>
    /// <exception cref="RowFileException">It is longer than any row.</exception>
    internal ReadOnlyMemory<byte>? Next()
    {
        var scanned = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0 || _ended)
            {
                return Take(found < 0 ? -1 : scanned + found);
            }

            scanned = _end - _start;
            Fill();
        }
    }

    private ReadOnlyMemory<byte>? Take(int length)
    {
        if (length < 0 && _start == _end)
        {
            return null;
        }

        var line = _buffer.AsMemory(_start, length < 0 ? _end - _start : length);
        _start += length < 0 ? line.Length : length + 1;
        Line++;
        return line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            RowLimits.CheckLength(_buffer.Length, Line + 1);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
