using System.Net;
using Milvus.Core.Calls;

namespace Milvus.Client.Transport;

/// <summary>The proxy between this machine and a server, as HttpClient selects it.</summary>
/// <remarks>
/// It is itself a proxy of .NET: the address without user and password, which .NET would repeat in the messages of its exceptions.
/// </remarks>
internal sealed class ProxyRoute : IWebProxy
{
    private readonly Uri _server;

    private ProxyRoute(Uri server, Uri proxy, ICredentials? credentials)
    {
        _server = server;
        Proxy = new UriBuilder(proxy.Scheme, proxy.Host, proxy.Port).Uri;
        Credentials = proxy.UserInfo.Length == 0 ? credentials : ToCredential(proxy.UserInfo);
    }

    /// <summary>The address of the proxy, without user and password.</summary>
    internal Uri Proxy { get; }

    /// <summary>Whether it is an HTTP proxy, with or without TLS; other proxies are SOCKS.</summary>
    internal bool IsHttp => Proxy.Scheme is "http" or "https";

    /// <summary>The environment variable that usually has the address of the proxy.</summary>
    internal string Variable => _server.Scheme == Uri.UriSchemeHttps ? "https_proxy" : "http_proxy";

    /// <summary>What to do about an error of the proxy.</summary>
    internal string Action =>
        $"Check the environment variable {Variable} and the proxy. -NoProxy connects directly, as does '{_server.IdnHost}' in no_proxy.";

    public ICredentials? Credentials { get; set; }

    /// <summary>The proxy for a server; null if connections to it are direct.</summary>
    internal static ProxyRoute? Find(Uri server, ConnectOptions options)
    {
        if (server.IsLoopback || options.NoProxy)
        {
            return null;
        }

        var selection = options.Proxy ?? HttpClient.DefaultProxy;
        return selection.IsBypassed(server) || selection.GetProxy(server) is not { } proxy || proxy == server
            ? null
            : new ProxyRoute(server, proxy, selection.Credentials);
    }

    public Uri GetProxy(Uri destination) => Proxy;

    public bool IsBypassed(Uri host) => false;

    /// <summary>The address for messages: without user, password, or path.</summary>
    public override string ToString() => Proxy.GetLeftPart(UriPartial.Authority);

    /// <summary>The error of a status with which a proxy answers instead of connecting.</summary>
    internal string Explain(int status) => status == (int)HttpStatusCode.ProxyAuthenticationRequired
        ? FormattableString.Invariant(
            $"the proxy {this} requires a user and a password, or refused them ({status}); {Variable} accepts http://user:password@host")
        : FormattableString.Invariant($"the proxy {this} refused to connect to it ({status})");

    /// <summary>The error of an answer that is not one of a proxy.</summary>
    internal string ExplainNoProxy() => $"{this} does not answer as an HTTP proxy";

    /// <summary>The error of a connection that ends without an answer.</summary>
    internal string ExplainNoAnswer() => $"the proxy {this} closed the connection without an answer";

    private static NetworkCredential ToCredential(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
    }
}
