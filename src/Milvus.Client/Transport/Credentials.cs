using System.Text;
using Milvus.Client.Errors;

namespace Milvus.Client.Transport;

/// <summary>The token in the form of calls, and its secrets. Replaced as a whole, so that it is always consistent.</summary>
internal sealed class Credentials
{
    internal Credentials(string? token)
    {
        Secrets = new SecretMask(token);
        if (string.IsNullOrEmpty(token))
        {
            return;
        }

        Token = token;
        Header = Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            User = token[..colon];
            Password = token[(colon + 1)..];
        }
    }

    internal string? Token { get; }

    internal string? Header { get; }

    internal string? User { get; }

    internal string? Password { get; }

    internal SecretMask Secrets { get; }
}
