using System.Globalization;

namespace Milvus.Connections;

/// <summary>What position 0 of Connect-Milvus may be: a URI, host:port, or the path of an embedded database.</summary>
/// <param name="Uri">The server; null for a path.</param>
/// <param name="Path">The path; null for a server.</param>
internal readonly record struct Address(Uri? Uri, string? Path)
{
    internal static Address Parse(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            return new(ParseUri(text, text[..scheme]), null);
        }

        // C:\demo.db has a colon too, but no port behind it.
        var colon = text.LastIndexOf(':');
        var isHostAndPort = colon > 0
            && text.IndexOfAny(['/', '\\']) < 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535;
        return isHostAndPort ? new(ParseUri("http://" + text, "http"), null) : new(null, text);
    }

    /// <summary>A text as it may be shown: without what stands before an @ in an address.</summary>
    internal static string WithoutUser(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var end = text.IndexOfAny(['/', '\\', '?', '#'], start);
        var at = text[..(end < 0 ? text.Length : end)].LastIndexOf('@');
        // The name of a file may have an @, too; a password stands behind a scheme, or a colon.
        return at >= start && (scheme >= 0 || text[..at].Contains(':', StringComparison.Ordinal)) ? $"{text[..start]}***{text[at..]}" : text;
    }

    private static Uri ParseUri(string text, string scheme)
    {
        if (scheme is not ("http" or "https" or "tcp"))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{scheme}' is not a scheme of a Milvus address: use http or https.");
        }

        if (!System.Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The address cannot be read: write it as http://localhost:19530.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "The address carries a user or a password, which would stay in the command history.")
            {
                RecommendedAction = "Leave it out of the address and use -Credential or -Token.",
            };
        }

        // Milvus' own port, where the address names none; https has its usual one.
        return uri.IsDefaultPort && scheme != "https" ? new UriBuilder(uri) { Port = 19530, Scheme = "http" }.Uri : uri;
    }
}
