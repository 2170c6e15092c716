using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.ObjectStores;

/// <summary>
/// A file that is sent in parts. It is read twice: once for its checksums, and once to send it. So a store refuses a part that changed
/// meanwhile, and memory does not depend on the size of the file.
/// </summary>
internal sealed class SentFile : IDisposable
{
    private const int BufferSize = 1 << 17;

    private readonly SafeFileHandle _handle;
    private readonly DateTime _written;
    private byte[][] _sha256 = [];
    private byte[][] _md5 = [];

    private SentFile(string path, SafeFileHandle handle)
    {
        (Path, _handle) = (path, handle);
        Length = RandomAccess.GetLength(handle);
        _written = File.GetLastWriteTimeUtc(path);
    }

    internal string Path { get; }

    internal long Length { get; }

    /// <summary>The SHA-256 of the file, in hexadecimal digits.</summary>
    internal string Sha256 { get; private set; } = string.Empty;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    internal static SentFile Open(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.Asynchronous));

    public void Dispose() => _handle.Dispose();

    /// <summary>Reads the file and computes the checksums of its parts and of the whole.</summary>
    internal async Task HashAsync(PartPlan plan, CancellationToken token)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[BufferSize];
        (_sha256, _md5) = (new byte[plan.Count][], new byte[plan.Count][]);
        for (var part = 0; part < plan.Count; part++)
        {
            var (offset, length) = plan.Get(part);
            await ReadAsync(offset, length, buffer, Add, token).ConfigureAwait(false);
            (_sha256[part], _md5[part]) = (sha256.GetHashAndReset(), md5.GetHashAndReset());
        }

        Sha256 = Sha256Text.From(whole.GetHashAndReset());

        ValueTask Add(ReadOnlyMemory<byte> bytes)
        {
            whole.AppendData(bytes.Span);
            sha256.AppendData(bytes.Span);
            md5.AppendData(bytes.Span);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>The SHA-256 of a part in hexadecimal digits, as S3 checks it.</summary>
    internal string GetSha256(int part) => Sha256Text.From(_sha256[part]);

    /// <summary>The MD5 of a part, as Azure checks it.</summary>
    internal byte[] GetMd5(int part) => _md5[part];

    /// <summary>Reads a range of the file block by block.</summary>
    /// <exception cref="MilvusException">The file became shorter.</exception>
    internal async Task ReadAsync(
        long offset,
        long length,
        byte[] buffer,
        Func<ReadOnlyMemory<byte>, ValueTask> use,
        CancellationToken token)
    {
        for (var done = 0L; done < length;)
        {
            var block = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - done));
            var read = await ReadBlockAsync(block, offset + done, token).ConfigureAwait(false);
            await use(block[..read]).ConfigureAwait(false);
            done += read;
        }
    }

    // Failures of the file are not those of the connection, which are repeated.
    private async ValueTask<int> ReadBlockAsync(Memory<byte> block, long offset, CancellationToken token)
    {
        try
        {
            var read = await RandomAccess.ReadAsync(_handle, block, offset, token).ConfigureAwait(false);
            return read > 0 ? read : throw CreateChangedError();
        }
        catch (IOException failure)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{Path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>A body that sends a part.</summary>
    internal PartContent CreateContent(PartPlan plan, int part, Action<int> sent)
    {
        var (offset, length) = plan.Get(part);
        return new PartContent(this, offset, length, sent);
    }

    /// <exception cref="MilvusException">The file is not the one that was opened and read.</exception>
    internal void CheckUnchanged()
    {
        if (RandomAccess.GetLength(_handle) != Length || File.GetLastWriteTimeUtc(Path) != _written)
        {
            throw CreateChangedError();
        }
    }

    internal MilvusException CreateChangedError() =>
        new(
            MilvusErrorId.InvalidArgument,
            $"The file '{Path}' changed while it was sent. The object does not have its new content.")
        {
            RecommendedAction = "Wait until its writer is done, then repeat the command.",
        };
}
