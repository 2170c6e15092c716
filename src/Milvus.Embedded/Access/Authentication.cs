using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace Milvus.Embedded.Access;

/// <summary>
/// Authenticates callers by the authorization header. Verifying a password is slow by design, so the hash of a valid header is cached until
/// a password changes.
/// </summary>
internal sealed class Authentication(AccessCatalog access)
{
    private readonly PasswordQueue _queue = new();
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private int _version = -1;

    /// <summary>The name of the authenticated user.</summary>
    /// <exception cref="RpcException">
    /// UNAUTHENTICATED: the header is missing or the password is wrong. RESOURCE_EXHAUSTED: the address has too many calls that wait.
    /// </exception>
    public async Task<string> FindUserAsync(Metadata headers, string peer, CancellationToken token)
    {
        var header = headers.GetValue("authorization") ?? throw CreateRefused("missing authorization in header");
        var version = access.Version;
        if (Interlocked.Exchange(ref _version, version) != version)
        {
            _known.Clear();
        }

        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header)));
        if (_known.TryGetValue(key, out var user))
        {
            return user;
        }

        user = await _queue.RunAsync(PasswordQueue.AddressOf(peer), () => Check(header), token).ConfigureAwait(false);
        if (access.Version == version)
        {
            _known[key] = user;
            if (access.Version != version)
            {
                // A password changed during the check, so the cached one may be old.
                _known.TryRemove(key, out _);
            }
        }

        return user;
    }

    private string Check(string header)
    {
        var token = Decode(header);
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw CreateRefused("auth check failure, please check api key is correct");
        }

        var user = token[..colon];
        return access.Fits(user, token[(colon + 1)..])
            ? user
            : throw CreateRefused("auth check failure, please check username and password are correct");
    }

    private static string Decode(string header)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(header));
        }
        catch (FormatException)
        {
            throw CreateRefused("invalid token format");
        }
    }

    private static RpcException CreateRefused(string message) => new(new Status(StatusCode.Unauthenticated, message));
}
