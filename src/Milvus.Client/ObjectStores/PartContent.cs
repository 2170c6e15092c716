using System.Net;

namespace Milvus.Client.ObjectStores;

/// <summary>The body of a request: a range of a file, read while it is sent.</summary>
internal sealed class PartContent(SentFile file, long offset, long length, Action<int> sent) : HttpContent
{
    private const int BufferSize = 1 << 16;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        file.ReadAsync(
            offset,
            length,
            new byte[BufferSize],
            async block =>
            {
                await stream.WriteAsync(block, cancellationToken).ConfigureAwait(false);
                sent(block.Length);
            },
            cancellationToken);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
