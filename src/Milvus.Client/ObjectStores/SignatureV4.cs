using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.ObjectStores;

/// <summary>
/// Signs requests with Signature Version 4 of AWS, in the variant of S3: a path is encoded once and not normalized
/// (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="region">The region of the store.</param>
/// <param name="service">The service in the scope of the signature: s3.</param>
internal sealed class SignatureV4(StoreKeys keys, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The value of the header x-amz-date.</summary>
    internal static string FormatTime(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The header Authorization of a request.</summary>
    /// <param name="method">GET, PUT …</param>
    /// <param name="path">The encoded path.</param>
    /// <param name="query">The parameters of the query, not encoded.</param>
    /// <param name="headers">The signed headers; x-amz-date has <paramref name="utc"/>.</param>
    /// <param name="payloadHash">The SHA-256 of the body in hexadecimal digits.</param>
    /// <param name="utc">The time of the request.</param>
    internal string CreateHeader(
        string method,
        string path,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        string payloadHash,
        DateTime utc)
    {
        var signed = headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: CollapseSpaces(header.Value)))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', signed.Select(header => header.Name));
        var canonical = string.Join(
            '\n',
            [
                method,
                path,
                WriteQuery(query),
                .. signed.Select(header => $"{header.Name}:{header.Value}"),
                string.Empty,
                names,
                payloadHash,
            ]);
        var day = utc.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var scope = $"{day}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{FormatTime(utc)}\n{scope}\n{Sha256Text.Of(canonical)}";
        var key = Encoding.UTF8.GetBytes("AWS4" + keys.SecretKey);
        foreach (var part in new[] { day, region, service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Sha256Text.From(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return $"{Algorithm} Credential={keys.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    /// <summary>The query in the order of the signature, which is also sent.</summary>
    internal static string WriteQuery(IEnumerable<KeyValuePair<string, string>> query) =>
        string.Join(
            '&',
            query
                .Select(pair => (Name: EscapeName(pair.Key), Value: EscapeName(pair.Value)))
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}"));

    /// <summary>Encodes a path: all but letters, digits, - . _ ~ and the slash.</summary>
    internal static string EscapePath(string path) => string.Join('/', path.Split('/').Select(EscapeName));

    private static string EscapeName(string text) => Uri.EscapeDataString(text);

    // Spaces at the ends are dropped, and each run of them is one.
    private static string CollapseSpaces(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
