using System.Net;
using System.Security;
using Milvus.Client.Errors;

namespace Milvus.Client.ObjectStores;

/// <summary>The keys of an S3-compatible store. Texts of the store are shown without them.</summary>
internal sealed class StoreKeys
{
    internal StoreKeys(string accessKey, SecureString secretKey, SecureString? sessionToken)
    {
        AccessKey = accessKey;
        SecretKey = Read(secretKey);
        SessionToken = sessionToken is null ? null : Read(sessionToken);
        Mask = new SecretMask(SecretKey);
        if (SessionToken is not null)
        {
            Mask.Add([SessionToken]);
        }
    }

    /// <summary>The public part of the keys.</summary>
    internal string AccessKey { get; }

    internal string SecretKey { get; }

    /// <summary>The token of temporary keys; null for others.</summary>
    internal string? SessionToken { get; }

    internal SecretMask Mask { get; }

    internal static string Read(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
