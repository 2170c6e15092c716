using System.IO.Hashing;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Encodings;

/// <summary>The checksums of pages, which some writers write.</summary>
internal static class PageChecksum
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Compares the bytes of a page, whose position stays.</summary>
    /// <param name="file">The file, at the beginning of the page.</param>
    /// <param name="length">The size of the page in the file.</param>
    /// <param name="expected">The checksum; null if the page has none.</param>
    /// <exception cref="ParquetException">The bytes have another checksum.</exception>
    internal static void Check(Stream file, int length, long? expected)
    {
        if (expected is null)
        {
            return;
        }

        var (position, sum) = (file.Position, new Crc32());
        var buffer = new byte[Math.Min(length, BufferBytes)];
        for (var left = length; left > 0;)
        {
            var part = buffer.AsSpan(0, Math.Min(left, buffer.Length));
            file.ReadExactly(part);
            sum.Append(part);
            left -= part.Length;
        }

        file.Position = position;
        if (sum.GetCurrentHashAsUInt32() != unchecked((uint)expected.Value))
        {
            throw ParquetException.CreateDamaged("a page does not have its checksum");
        }
    }
}
