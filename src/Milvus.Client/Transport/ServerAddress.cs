namespace Milvus.Client.Transport;

/// <summary>The address of a server, from the URI of the user.</summary>
internal sealed class ServerAddress
{
    private const int MilvusPort = 19530;

    private ServerAddress(Uri uri, string? database)
    {
        Uri = uri;
        Database = database;
    }

    /// <summary>Scheme http or https, host and port, nothing else.</summary>
    internal Uri Uri { get; }

    /// <summary>The database in the URI's path; null for none.</summary>
    internal string? Database { get; }

    internal bool IsTls => Uri.Scheme == Uri.UriSchemeHttps;

    internal bool IsLoopback => Uri.IsLoopback;

    /// <summary>The address for messages: without user, password or query.</summary>
    public override string ToString() => Uri.GetLeftPart(UriPartial.Authority);

    /// <exception cref="MilvusException">The scheme is not http, https or tcp, or the URI contains a user or password.</exception>
    internal static ServerAddress Parse(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https" or "tcp") || uri.Host.Length == 0)
        {
            throw CreateError("The URI must look like http://host:19530 or https://host.", null);
        }

        if (uri.UserInfo.Length > 0)
        {
            // A URI is stored in histories and logs, so a password in it would not stay secret.
            throw CreateError(
                $"The URI of {uri.Host} carries a user or password.",
                "Remove them from the URI and use -Credential, or -Token user:password.");
        }

        var port = uri.Port switch
        {
            -1 => MilvusPort,
            80 when uri.Scheme == "http" && !NamesPort(uri) => MilvusPort,
            var given => given,
        };
        var scheme = uri.Scheme == "https" ? "https" : "http";
        var path = uri.AbsolutePath.Trim('/');
        return new ServerAddress(new UriBuilder(scheme, uri.Host, port).Uri, path.Length == 0 ? null : Uri.UnescapeDataString(path));
    }

    private static bool NamesPort(Uri uri) => uri.OriginalString.Contains(":80", StringComparison.Ordinal);

    private static MilvusException CreateError(string message, string? action) =>
        new(MilvusErrorId.InvalidArgument, message) { RecommendedAction = action };
}
