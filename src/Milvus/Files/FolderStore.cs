using System.Security.Cryptography;
using Milvus.Client.ObjectStores;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Files;

/// <summary>A folder from which a Milvus with local storage, or the embedded engine, imports files.</summary>
internal sealed class FolderStore(string folder) : ObjectStore
{
    internal override StoreLimits Limits { get; } = new(1, 1, long.MaxValue, long.MaxValue);

    internal override string Bucket => folder;

    /// <summary>Such a server takes the full path of a file.</summary>
    internal override string GetName(string fileName) => Path.Combine(folder, fileName);

    internal override Uri GetUri(string name) => new UriBuilder(Uri.UriSchemeFile, string.Empty) { Path = name }.Uri;

    internal override async Task<(bool IsKnown, StoredObject? Object)> FindAsync(string name, CancellationToken token)
    {
        if (!File.Exists(name))
        {
            return (true, null);
        }

        using var stream = LocalFiles.Open(name);
        var hash = await SHA256.HashDataAsync(stream, token).ConfigureAwait(false);
        return (true, new StoredObject(stream.Length, Sha256Text.From(hash)));
    }

    internal override async Task PutAsync(string name, SentFile file, PartPlan plan, Action<int> sent, CancellationToken token)
    {
        var draft = LocalFiles.GetDraftPath(name);
        var target = LocalFiles.RunWrite(name, () => LocalFiles.Create(draft));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await file.ReadAsync(0, file.Length, new byte[1 << 16], Write, token).ConfigureAwait(false);
            if (Sha256Text.From(hash.GetHashAndReset()) != file.Sha256)
            {
                throw file.CreateChangedError();
            }

            LocalFiles.RunWrite(name, () =>
            {
                target.Flush(flushToDisk: true);
                target.Dispose();
                File.Move(draft, name, overwrite: true);
            });

            ValueTask Write(ReadOnlyMemory<byte> block)
            {
                hash.AppendData(block.Span);
                LocalFiles.RunWrite(name, () => target.Write(block.Span));
                sent(block.Length);
                return ValueTask.CompletedTask;
            }
        }
        finally
        {
            LocalFiles.Discard(draft, target);
        }
    }

    internal override Task<string> BeginAsync(string name, SentFile file, CancellationToken token) => throw CreateUnusedError();

    internal override Task<string> PutPartAsync(
        string name,
        string upload,
        SentFile file,
        PartPlan plan,
        int part,
        Action<int> sent,
        CancellationToken token) => throw CreateUnusedError();

    internal override Task CompleteAsync(
        string name,
        string upload,
        SentFile file,
        IReadOnlyList<string> tags,
        CancellationToken token) => throw CreateUnusedError();

    internal override Task AbortAsync(string name, string upload, CancellationToken token) => throw CreateUnusedError();

    protected override void Dispose(bool disposing)
    {
    }

    // The limits say that a file has one part.
    private static InvalidOperationException CreateUnusedError() => new("A folder has no uploads in parts.");
}
