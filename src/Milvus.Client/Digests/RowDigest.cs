using System.Globalization;

namespace Milvus.Client.Digests;

/// <summary>
/// The digest of a set of rows: the number of rows, and the sum of their 128-bit hashes. It does not depend on the order of the rows, and
/// two parts can be added. A sum, unlike an exclusive or, notices a row that is there twice.
/// </summary>
internal readonly record struct RowDigest(long Rows, UInt128 Sum)
{
    /// <summary>The digest of no rows.</summary>
    internal static RowDigest Empty { get; }

    /// <summary>The digest of both sets together.</summary>
    public static RowDigest operator +(RowDigest one, RowDigest other) => new(one.Rows + other.Rows, one.Sum + other.Sum);

    /// <summary>Adds one row.</summary>
    internal RowDigest Add(UInt128 hash) => new(Rows + 1, Sum + hash);

    /// <exception cref="FormatException">The text is not one of <see cref="ToString"/>.</exception>
    internal static RowDigest Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            ? new RowDigest(
                long.Parse(parts[0], CultureInfo.InvariantCulture),
                UInt128.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{text}' is not a digest.");
    }

    /// <summary>The number of rows and the sum in hexadecimal digits, for ledgers and manifests.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows}:{Sum:x32}");
}
