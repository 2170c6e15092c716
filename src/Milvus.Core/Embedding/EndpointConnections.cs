using System.Globalization;

namespace Milvus.Core.Embedding;

/// <summary>The connections of all endpoints of this process.</summary>
internal static class EndpointConnections
{
    private const int MaxAnswer = 256 * 1024 * 1024;

    private static readonly Lazy<HttpMessageInvoker> _direct = new(() => Create(useProxy: false));
    private static readonly Lazy<HttpMessageInvoker> _throughProxy = new(() => Create(useProxy: true));

    /// <summary>The connections to an address; one of this machine never uses a proxy.</summary>
    internal static HttpMessageInvoker Find(bool isLoopback) => (isLoopback ? _direct : _throughProxy).Value;

    /// <summary>The whole answer. One that breaks off is an exception.</summary>
    /// <exception cref="MilvusException">The answer is too large.</exception>
    internal static async Task<byte[]> ReadAsync(HttpResponseMessage response, EndpointAddress address, CancellationToken token)
    {
        var source = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        while (await source.ReadAsync(buffer, token).ConfigureAwait(false) is > 0 and var read)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxAnswer)
            {
                throw EmbedderErrors.CreateFailed(
                    string.Create(CultureInfo.InvariantCulture, $"The answer of {address} has more than {MaxAnswer >> 20} MB."),
                    "Use a smaller -BatchSize.");
            }
        }

        return content.ToArray();
    }

    private static HttpMessageInvoker Create(bool useProxy) => new(new SocketsHttpHandler
    {
        UseProxy = useProxy,
        UseCookies = false,
        // The target is compared with the address before anything is sent to it.
        AllowAutoRedirect = false,
        // A name may get another address during a long session.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    });
}
