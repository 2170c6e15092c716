using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Milvus.Testing.Fake;

/// <summary>Checks the signature of a request as S3 does, from what arrived; it shares no code with the client.</summary>
internal static class S3Signature
{
    private static readonly TimeSpan _validity = TimeSpan.FromMinutes(15);

    /// <summary>The error code of S3; null for a valid signature.</summary>
    internal static string? FindError(HttpContext context, string accessKey, string secretKey, string? session, DateTime now)
    {
        var headers = context.Request.Headers;
        var parts = headers.Authorization.ToString()
            .Replace("AWS4-HMAC-SHA256 ", string.Empty, StringComparison.Ordinal)
            .Split(", ")
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (!parts.TryGetValue("Credential", out var credential))
        {
            return "AccessDenied";
        }

        var scope = credential.Split('/');
        if (scope[0] != accessKey)
        {
            return "InvalidAccessKeyId";
        }

        if (session is not null && headers["x-amz-security-token"] != session)
        {
            return "InvalidToken";
        }

        var time = DateTime.ParseExact(
            headers["x-amz-date"].ToString(),
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        if ((time - now).Duration() > _validity)
        {
            return "RequestTimeTooSkewed";
        }

        var names = parts["SignedHeaders"].Split(';');
        // Without them a request could be changed on the way.
        if (!names.Contains("host") || headers.Keys.Any(name => IsAmz(name) && !names.Contains(name.ToLowerInvariant())))
        {
            return "AccessDenied";
        }

        return parts["Signature"] == Sign(context, names, scope, secretKey) ? null : "SignatureDoesNotMatch";
    }

    private static bool IsAmz(string name) => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase);

    private static string Sign(HttpContext context, string[] names, string[] scope, string secretKey)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var query = target.Length == 1
            ? string.Empty
            : string.Join('&', target[1].Split('&').Select(pair => pair.Contains('=') ? pair : pair + "=").Order(StringComparer.Ordinal));
        var canonical = new StringBuilder().Append(request.Method).Append('\n').Append(target[0]).Append('\n').Append(query).Append('\n');
        foreach (var name in names)
        {
            canonical.Append(name).Append(':').Append(request.Headers[name].ToString().Trim()).Append('\n');
        }

        canonical.Append('\n').Append(string.Join(';', names)).Append('\n').Append(request.Headers["x-amz-content-sha256"]);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{string.Join('/', scope[1..])}\n{digest}";
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), Mac);
        return Convert.ToHexStringLower(Mac(key, text));
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
