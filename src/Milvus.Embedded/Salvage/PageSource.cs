using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>
/// The pages of a file that SQLite may refuse, with the newer ones of its log. The format is that of
/// https://sqlite.org/fileformat2.html. Neither file is changed.
/// </summary>
internal sealed class PageSource : IDisposable
{
    private const int DefaultPageBytes = 4096;
    private const int HeaderBytes = 100;

    private readonly SafeFileHandle _file;
    private readonly SafeFileHandle? _log;
    private readonly Dictionary<int, long> _inLog = [];
    private readonly Dictionary<long, byte[]> _mended = [];

    public PageSource(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        _log = LogFile.Open(path);
        if (_log is not null)
        {
            _inLog = new LogFile(_log).ReadPages();
        }

        Span<byte> size = stackalloc byte[2];
        PageBytes = RandomAccess.Read(_file, size, 16) == 2 && BinaryPrimitives.ReadUInt16BigEndian(size) is var found
            && found is >= 512 and <= 32768 && (found & (found - 1)) == 0 ? found : DefaultPageBytes;
        Pages = (int)Math.Min(int.MaxValue, RandomAccess.GetLength(_file) / PageBytes);
        Pages = _inLog.Keys.Append(Pages).Max();
    }

    /// <summary>The size of a page. Databases of the engine reserve no bytes at its end.</summary>
    public int PageBytes { get; }

    /// <summary>The number of pages.</summary>
    public int Pages { get; }

    /// <summary>Whether the file has a log with transactions.</summary>
    public bool HasLog => _inLog.Count > 0;

    /// <summary>Reads a page as other bytes than those of the file; null reads it as it is.</summary>
    public void Replace(int number, byte[]? bytes)
    {
        if (bytes is null)
        {
            _mended.Remove(number);
        }
        else
        {
            _mended[number] = bytes;
        }
    }

    /// <summary>The bytes of a page; null if the file does not have it.</summary>
    /// <param name="number">Its number, from 1.</param>
    public byte[]? Read(long number)
    {
        if (_mended.TryGetValue(number, out var mended))
        {
            return mended;
        }

        if (number < 1 || number > Pages)
        {
            return null;
        }

        var page = new byte[PageBytes];
        try
        {
            var read = _inLog.TryGetValue((int)number, out var place)
                ? RandomAccess.Read(_log!, page, place)
                : RandomAccess.Read(_file, page, (number - 1) * PageBytes);
            return read == PageBytes ? page : null;
        }
        catch (IOException)
        {
            // The disk cannot read this part any more.
            return null;
        }
    }

    /// <summary>All bytes of a record; null if a page is missing.</summary>
    public byte[]? ReadRecord(CellPlace cell)
    {
        if (Read(cell.Page) is not { } page || cell.Bytes > (long)Pages * PageBytes)
        {
            return null;
        }

        var record = new byte[cell.Bytes];
        page.AsSpan(cell.Start, cell.Local).CopyTo(record);
        var next = cell.Local < cell.Bytes ? BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(cell.Start + cell.Local)) : 0;
        for (var done = cell.Local; done < record.Length;)
        {
            if (Read(next) is not { } overflow)
            {
                return null;
            }

            var part = overflow.AsSpan(sizeof(uint), Math.Min(PageBytes - sizeof(uint), record.Length - done));
            part.CopyTo(record.AsSpan(done));
            done += part.Length;
            next = BinaryPrimitives.ReadUInt32BigEndian(overflow);
        }

        return record;
    }

    /// <summary>The place in a page where its content begins: the first one begins with the header of the file.</summary>
    public static int StartOf(int page) => page == 1 ? HeaderBytes : 0;

    public void Dispose()
    {
        _file.Dispose();
        _log?.Dispose();
    }
}
