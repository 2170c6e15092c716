using System.Globalization;
using System.Net;
using System.Net.Security;
using Milvus.Client.Transport;
using Milvus.Core.Calls;

namespace Milvus.Client.ObjectStores;

/// <summary>How object stores are reached: certificates, proxy, clock.</summary>
/// <param name="tls">The certificates and the proxy.</param>
/// <param name="connections">The maximum number of connections.</param>
internal sealed class StoreConnection(ConnectOptions tls, int connections)
{
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long nothing may be sent or received before an attempt counts as broken.</summary>
    internal TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(100);

    internal StoreCaller CreateCaller(
        Uri root,
        Func<StoreRequest, Uri?, HttpRequestMessage> prepare,
        Func<string, string> hide,
        CallContext call)
    {
        var route = ProxyRoute.Find(root, tls);
        var check = new TlsCheck(tls, root.IdnHost);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = tls.ConnectTimeout,
            UseProxy = route is not null,
            Proxy = route,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = connections,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = check.Validate },
        };
        return new StoreCaller(
            new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
            check,
            prepare,
            hide,
            call,
            Time)
        {
            Place = root.GetLeftPart(UriPartial.Authority),
            StallLimit = StallLimit,
        };
    }

    /// <summary>An address whose path stays as it was signed: names may contain what addresses usually normalize.</summary>
    internal static Uri CreateUri(Uri root, string path, string query) => new(
        $"{root.GetLeftPart(UriPartial.Authority)}{path}{(query.Length > 0 ? "?" + query : string.Empty)}",
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    internal static StoredObject ToObject(StoreAnswer answer, string shaHeader) => new(
        long.TryParse(answer.GetHeader("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1,
        answer.GetHeader(shaHeader));
}
