using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Milvus.Connections;

/// <summary>The first argument of Connect-Milvus: a URI, host:port, or the path of an embedded database.</summary>
/// <param name="Uri">The server; null for a path.</param>
/// <param name="Path">The path; null for a server.</param>
internal readonly record struct Address(Uri? Uri, string? Path)
{
    private const string DatabaseExtension = ".db";
    private static readonly char[] _separators = ['/', '\\'];

    /// <summary>
    /// Parses a text. A path must look like one, or be an existing file. Otherwise a mistyped address would create an empty database, and
    /// all later cmdlets would use it.
    /// </summary>
    internal static Address Parse(string text, DatabasePath paths)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The address is blank.")
            {
                RecommendedAction = "Write an address as http://localhost:19530, or the path of an embedded database as -Path ./demo.db.",
            };
        }

        var scheme = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && trimmed.IndexOfAny(_separators) > scheme)
        {
            return new(ParseUri(trimmed, trimmed[..scheme]), null);
        }

        return HostAndPort(trimmed, paths) is { } server ? new(ParseUri("http://" + server, "http"), null)
            : IsPath(trimmed, paths) ? new(null, text)
            : throw Neither(trimmed);
    }

    /// <summary>The text for messages, without user and password before the @ of an address.</summary>
    internal static string WithoutUser(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var end = text.IndexOfAny(['/', '\\', '?', '#'], start);
        var at = text[..(end < 0 ? text.Length : end)].LastIndexOf('@');
        // A file name may also contain @. A password follows a scheme or a colon.
        return at >= start && (scheme >= 0 || text[..at].Contains(':', StringComparison.Ordinal))
            ? $"{text[..start]}***{text[at..]}"
            : text;
    }

    /// <summary>The text if it begins with host:port; otherwise null.</summary>
    private static string? HostAndPort(string text, DatabasePath paths)
    {
        var end = text.IndexOfAny(_separators);
        var authority = end < 0 ? text : text[..end];
        var colon = authority.LastIndexOf(':');
        if (colon <= 0 || !IsPort(authority.AsSpan(colon + 1)))
        {
            return null;
        }

        var host = authority[..colon];
        var isHost = host.StartsWith('[')
            ? IsIpV6(host.Trim('[', ']'))
            : host.Contains('@', StringComparison.Ordinal)
                || !(host.Contains(':', StringComparison.Ordinal) || IsScheme(host) || paths.IsDrive(host));
        return isHost ? text : null;
    }

    private static bool IsPath(string text, DatabasePath paths)
    {
        var first = text.IndexOfAny([.. _separators, ':']);
        if (first > 0 && text[first] == ':')
        {
            // A path such as C:\demo.db, C:demo.db, Temp:/demo.db or FileSystem::/demo.db has a colon before any separator, and so has the
            // mistyped address https:/host.
            return paths.IsDrive(text[..first]) || paths.IsProvider(text[..first]) || (first == 1 && char.IsAsciiLetter(text[0]));
        }

        var looksLikeOne = first >= 0 || text[0] is '.' or '~' || text.EndsWith(DatabaseExtension, StringComparison.OrdinalIgnoreCase);
        return text[0] != ':' && (looksLikeOne || paths.IsFile(text));
    }

    private static Uri ParseUri(string text, string scheme)
    {
        if (!IsScheme(scheme))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{scheme}' is not a scheme of a Milvus address: use http or https.")
            {
                RecommendedAction = "Write an address as http://localhost:19530, or the path of an embedded database as -Path ./demo.db.",
            };
        }

        if (!System.Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The address cannot be read: write it as http://localhost:19530.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw CarriesUser();
        }

        // The default port is that of Milvus; https has its usual one.
        return uri.IsDefaultPort && uri.Scheme != "https" ? new UriBuilder(uri) { Port = 19530, Scheme = "http" }.Uri : uri;
    }

    private static MilvusException Neither(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && text[..at].Contains(':', StringComparison.Ordinal))
        {
            return CarriesUser();
        }

        var server = ServerIn(text);
        return new MilvusException(MilvusErrorId.InvalidArgument, $"'{text}' is neither the address of a server nor the path of a file.")
        {
            RecommendedAction = $"For a server write the address in full: Connect-Milvus {server}. "
                + (text.Contains(':', StringComparison.Ordinal)
                    ? "For an embedded database, specify its file with -Path."
                    : $"For an embedded database, specify its file: Connect-Milvus -Path ./{text}"),
        };
    }

    /// <summary>The full address that the text probably means.</summary>
    private static string ServerIn(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var bare = text.Trim('[', ']');
        if (IsIpV6(bare))
        {
            return $"http://[{bare}]:19530";
        }

        if (colon > 0 && IsScheme(text[..colon]) && text[(colon + 1)..].Trim(_separators) is { Length: > 0 } rest)
        {
            return $"{text[..colon].ToLowerInvariant()}://{rest}";
        }

        var isHost = colon < 0 || (colon > 0 && text.LastIndexOf(':') == colon && text.IndexOfAny(_separators) < 0);
        return isHost ? $"http://{(colon < 0 ? text : text[..colon])}:19530" : "http://localhost:19530";
    }

    private static MilvusException CarriesUser() =>
        new(MilvusErrorId.InvalidArgument, "The address contains a user or a password, which would stay in the command history.")
        {
            RecommendedAction = "Remove it from the address and use -Credential or -Token.",
        };

    private static bool IsScheme(string text) =>
        text.Equals("http", StringComparison.OrdinalIgnoreCase)
        || text.Equals("https", StringComparison.OrdinalIgnoreCase)
        || text.Equals("tcp", StringComparison.OrdinalIgnoreCase);

    private static bool IsPort(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535;

    private static bool IsIpV6(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
