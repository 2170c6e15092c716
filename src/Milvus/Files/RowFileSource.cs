using Milvus.Formats.Streams;

namespace Milvus.Files;

/// <summary>
/// A file of rows whose format is known: the requested one, or that of its first bytes, or that of its extension. Compressed content is
/// unpacked while it is read.
/// </summary>
internal sealed class RowFileSource : IDisposable
{
    private const int BlockBytes = 1 << 17;

    private readonly string _file;
    private readonly FileStream _stream;
    private readonly bool _isZipped;
    private FileStream? _unpacked;

    /// <exception cref="MilvusException">The file does not exist, cannot be read, or its format is unknown.</exception>
    internal RowFileSource(string file, string? named)
    {
        var wanted = named is null ? null : RowFileFormat.Parse(named);
        _file = file;
        _stream = LocalFiles.Open(file);
        try
        {
            _isZipped = RowFileFormat.IsZipped(file) || RowFileMagic.IsGzip(ReadHead(_stream));
            var found = Find();
            Format = wanted ?? found ?? throw RowFileFormat.CreateUnknownError(file, toWrite: false);
            Other = found == Format ? null : found;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            _stream.Dispose();
            throw CreateUnreadable(file, failure);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    internal RowFileFormat Format { get; }

    /// <summary>The format of a file of rows; null for a database, and for a file whose format is unknown or that cannot be read.</summary>
    internal static RowFileFormat? FindFormat(string file)
    {
        try
        {
            using var source = new RowFileSource(file, null);
            return source.ReadHead(source._stream).AsSpan().StartsWith("SQLite "u8) ? null : source.Format;
        }
        catch (MilvusException)
        {
            return null;
        }
    }

    /// <summary>The format of the content or of the extension, if another one was requested.</summary>
    internal RowFileFormat? Other { get; }

    /// <summary>The progress of the read, in percent.</summary>
    internal int Percent
    {
        get
        {
            var stream = _unpacked ?? _stream;
            return (int)(100 * stream.Position / Math.Max(1, stream.Length));
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _unpacked?.Dispose();
    }

    /// <summary>The content from its beginning, unpacked.</summary>
    internal Stream OpenContent()
    {
        _stream.Position = 0;
        if (!_isZipped)
        {
            return _stream;
        }

        return Format.IsSeekable ? Unpack() : new GzipReader(_stream);
    }

    /// <summary>
    /// Reads compressed content to its end, if it is read as a stream otherwise. The checksum is behind the rows, so damage is found only
    /// there, and damaged rows can look like others.
    /// </summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal void CheckZipped(CancellationToken token)
    {
        if (!_isZipped || Format.IsSeekable)
        {
            return;
        }

        _stream.Position = 0;
        var buffer = new byte[BlockBytes];
        using var content = new GzipReader(_stream);
        while (content.Read(buffer) > 0)
        {
            token.ThrowIfCancellationRequested();
        }
    }

    internal static MilvusException CreateUnreadable(string file, Exception failure) =>
        new(MilvusErrorId.InvalidArgument, $"The file '{file}' cannot be read: {failure.Message}", failure)
        {
            RecommendedAction =
                failure is InvalidDataException ? "Copy or write the file again: rows after the damage are not imported." : null,
        };

    /// <summary>Whether the content begins like rows in JSON.</summary>
    internal bool BeginsLikeJson { get; private set; }

    private RowFileFormat? Find()
    {
        var ending = RowFileFormat.FindByEnding(_file);
        // Gzip data that is damaged at its beginning is reported when the rows are read, with the same words as later damage.
        var head = ReadHead(_isZipped ? new GzipReader(_stream) : _stream);
        BeginsLikeJson = RowFileMagic.FindText(head) is not null;
        // A spreadsheet is a zip archive, like .npz.
        return RowFileFormat.IsSheet(_file) ? null : RowFileMagic.Find(head) ?? ending ?? RowFileMagic.FindText(head);
    }

    private byte[] ReadHead(Stream content)
    {
        _stream.Position = 0;
        var head = new byte[RowFileMagic.Length];
        return head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    // The end of such a file says where its parts are, so it is unpacked to a temporary file, which goes away with the stream.
    private FileStream Unpack()
    {
        var folder = Path.GetTempPath();
        _unpacked = LocalFiles.RunWrite(folder, () => LocalFiles.CreateScratch(Path.Combine(folder, "milvus")));
        using var content = new GzipReader(_stream);
        LocalFiles.RunWrite(folder, () => content.CopyTo(_unpacked));
        _unpacked.Position = 0;
        return _unpacked;
    }
}
