using Milvus.Parquet.Encodings;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Columns;

/// <summary>Opens the repetition and definition levels of pages.</summary>
internal static class PageLevels
{
    private const string Level = "level";

    /// <summary>Opens the levels at the beginning of a page of version 1; null if all are 0.</summary>
    /// <exception cref="ParquetException">The page ends within them.</exception>
    internal static RunLengthReader? Open(
        int largest, int count, ReadOnlyMemory<byte> bytes, ref int at, long? encoding)
    {
        if (largest == 0)
        {
            return null;
        }

        var bits = Bits(largest);
        if (encoding == (long)PageEncoding.BitPacked)
        {
            var size = (int)((((long)count * bits) + 7) / 8);
            if (size > bytes.Length - at)
            {
                throw ParquetException.CreateDamaged("a page ends within its levels");
            }

            at += size;
            return RunLengthReader.OpenPacked(bytes.Slice(at - size, size), bits, count, largest);
        }

        var runs = RunLengths.ReadPrefixed(bytes.Span[at..], out var used);
        at += used;
        return new RunLengthReader(bytes.Slice(at - runs.Length, runs.Length), bits, largest, Level);
    }

    /// <summary>Opens the levels of a page of version 2.</summary>
    internal static RunLengthReader? OpenRuns(int largest, ReadOnlyMemory<byte> bytes) =>
        largest == 0 ? null : new RunLengthReader(bytes, Bits(largest), largest, Level);

    private static int Bits(int largest) => 32 - int.LeadingZeroCount(largest);
}
