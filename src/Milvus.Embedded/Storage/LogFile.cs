using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Milvus.Embedded.Storage;

/// <summary>
/// Reads the write-ahead log of SQLite as https://sqlite.org/fileformat2.html describes it. SQLite itself ends a log at the first frame
/// that does not fit, which is right for the last transaction of a process that was killed. This reader tells such an end from damage: a
/// transaction is only begun after the one before it is on disk, so a frame that does not fit is damage if a later transaction follows.
/// </summary>
internal sealed class LogFile(SafeFileHandle file)
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377F0682;

    private readonly byte[] _header = new byte[HeaderBytes];
    private bool _isBigEndian;
    private byte[] _frame = [];
    private LogPosition _known;

    /// <summary>The path of the log of a database.</summary>
    public static string PathOf(string database) => database + "-wal";

    /// <summary>Opens the log, or returns null if there is none.</summary>
    public static SafeFileHandle? Open(string database)
    {
        try
        {
            return File.OpenHandle(
                PathOf(database), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Compares the log with itself and with how far it was written.</summary>
    /// <param name="written">How far the log was written before the process ended; the default if it is not known.</param>
    /// <exception cref="InvalidDataException">Transactions of the log are damaged or missing.</exception>
    public void Verify(LogPosition written)
    {
        if (!ReadHeader())
        {
            if (written.Frames > 0 || StartsChain(Stored(_header, 24)) || StartsChain(Sum(_header.AsSpan(0, 24), (0, 0))))
            {
                throw Damage(0);
            }

            return;
        }

        var chain = Stored(_header, 24);
        var committed = 0L;
        var frame = 0L;
        for (; ReadFrame(frame) && Fits(chain); frame++)
        {
            chain = Stored(_frame, 16);
            committed = IsCommit ? frame + 1 : committed;
        }

        if (written.Generation == Generation && committed < written.Frames)
        {
            throw Damage(frame);
        }

        EnsureNothingFollows(frame);
    }

    /// <summary>The places in the log of the pages of all complete transactions before the first frame that does not fit.</summary>
    public Dictionary<int, long> ReadPages()
    {
        var pages = new Dictionary<int, long>();
        if (!ReadHeader())
        {
            return pages;
        }

        var chain = Stored(_header, 24);
        var open = new Dictionary<int, long>();
        for (var frame = 0L; ReadFrame(frame) && Fits(chain); frame++)
        {
            chain = Stored(_frame, 16);
            open[BinaryPrimitives.ReadInt32BigEndian(_frame)] = At(frame) + FrameHeaderBytes;
            if (IsCommit)
            {
                foreach (var (page, place) in open)
                {
                    pages[page] = place;
                }

                open.Clear();
            }
        }

        return pages;
    }

    /// <summary>How far the log is written now. Only frames since the last call are read.</summary>
    public LogPosition ReadPosition()
    {
        if (RandomAccess.Read(file, _header, 0) < HeaderBytes)
        {
            return _known = default;
        }

        Reserve();
        if (_known.Generation != Generation)
        {
            _known = new LogPosition(Generation, 0);
        }

        for (var frame = _known.Frames; RandomAccess.Read(file, _frame.AsSpan(0, FrameHeaderBytes), At(frame)) == FrameHeaderBytes
            && HasSalts; frame++)
        {
            if (IsCommit)
            {
                _known = _known with { Frames = frame + 1 };
            }
        }

        return _known;
    }

    private ulong Generation => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(16));

    private bool HasSalts => BinaryPrimitives.ReadUInt64BigEndian(_frame.AsSpan(8)) == Generation;

    /// <summary>The number of pages after the transaction, which only its last frame has.</summary>
    private bool IsCommit => BinaryPrimitives.ReadUInt32BigEndian(_frame.AsSpan(4)) != 0;

    private int PageBytes => _frame.Length - FrameHeaderBytes;

    /// <summary>Whether a transaction follows the one that the frame belongs to.</summary>
    private void EnsureNothingFollows(long bad)
    {
        var ended = false;
        var before = default((uint, uint));
        for (var frame = bad; ReadFrame(frame); frame++)
        {
            if (frame > bad && ended && Fits(before))
            {
                throw Damage(bad);
            }

            // The frame that does not fit may be one of an earlier generation, which ends nothing.
            ended |= IsCommit && (HasSalts || frame == bad);
            before = Stored(_frame, 16);
        }
    }

    private bool ReadHeader()
    {
        if (RandomAccess.Read(file, _header, 0) < HeaderBytes)
        {
            return false;
        }

        _isBigEndian = (_header[3] & 1) != 0;
        return Reserve()
            && (BinaryPrimitives.ReadUInt32BigEndian(_header) & ~1u) == Magic
            && Sum(_header.AsSpan(0, 24), (0, 0)) == Stored(_header, 24);
    }

    private bool Reserve()
    {
        var page = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(8));
        if (page is < 512 or > 65536 || (page & (page - 1)) != 0)
        {
            return false;
        }

        if (PageBytes != page)
        {
            _frame = new byte[FrameHeaderBytes + (int)page];
        }

        return true;
    }

    /// <summary>Whether the first frame continues a header whose checksum is given, although the header is damaged.</summary>
    private bool StartsChain((uint, uint) chain) => _frame.Length > 0 && ReadFrame(0)
        && Sum(_frame.AsSpan(FrameHeaderBytes), Sum(_frame.AsSpan(0, 8), chain)) == Stored(_frame, 16);

    private bool ReadFrame(long frame) => _frame.Length > 0 && RandomAccess.Read(file, _frame, At(frame)) == _frame.Length;

    private long At(long frame) => HeaderBytes + (frame * _frame.Length);

    private bool Fits((uint, uint) chain) =>
        HasSalts && Sum(_frame.AsSpan(FrameHeaderBytes), Sum(_frame.AsSpan(0, 8), chain)) == Stored(_frame, 16);

    private static (uint, uint) Stored(byte[] bytes, int at) =>
        (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4)));

    private (uint, uint) Sum(ReadOnlySpan<byte> bytes, (uint First, uint Second) sum)
    {
        var (first, second) = sum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            first += (_isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes)) + second;
            second += (_isBigEndian
                ? BinaryPrimitives.ReadUInt32BigEndian(bytes[4..])
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])) + first;
        }

        return (first, second);
    }

    private static InvalidDataException Damage(long frame) => new(
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"its log (-wal) is damaged or cut at frame {frame + 1:N0}, so that transactions are missing."));
}
