using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Milvus.Embedded.Access;

/// <summary>
/// Passwords are stored as PBKDF2 with SHA-256 and a random salt, as one text of method, rounds, salt and hash. The number of rounds is
/// that of the OWASP Password Storage Cheat Sheet (2023).
/// </summary>
internal static class PasswordHash
{
    private const string Method = "pbkdf2-sha256";
    private const int Rounds = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Method}:{Rounds}:{Convert.ToBase64String(salt)}:{Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    public static bool Fits(string password, string hash)
    {
        var (rounds, salt, expected) =
            Read(hash) ?? throw new InvalidDataException("a password in the database is not in the form this version knows");
        // HMAC pads a password with zeros, so NUL at its end would not count.
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), expected)
            && !password.Contains('\0', StringComparison.Ordinal);
    }

    /// <summary>Whether a text has the form of a stored hash.</summary>
    public static bool IsHash(string text) => Read(text) is not null;

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA256, HashBytes);

    private static (int Rounds, byte[] Salt, byte[] Hash)? Read(string text)
    {
        var parts = text.Split(':');
        var salt = new byte[SaltBytes];
        var hash = new byte[HashBytes];
        return parts is [Method, var count, var first, var second]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is > 0 and <= 10_000_000
            && Convert.TryFromBase64String(first, salt, out var saltLength) && saltLength == SaltBytes
            && Convert.TryFromBase64String(second, hash, out var hashLength) && hashLength == HashBytes
                ? (rounds, salt, hash)
                : null;
    }
}
