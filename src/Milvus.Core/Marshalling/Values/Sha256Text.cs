using System.Security.Cryptography;
using System.Text;

namespace Milvus.Core.Marshalling.Values;

/// <summary>SHA-256 in lower-case hexadecimal digits, as manifests, ledgers and object stores have it.</summary>
internal static class Sha256Text
{
    internal static string Of(ReadOnlySpan<byte> bytes) => From(SHA256.HashData(bytes));

    /// <summary>The hash of a text in UTF-8.</summary>
    internal static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    internal static string Of(Stream stream) => From(SHA256.HashData(stream));

    /// <summary>The text of a hash that was computed.</summary>
    internal static string From(ReadOnlySpan<byte> hash) => Convert.ToHexString(hash).ToLowerInvariant();
}
