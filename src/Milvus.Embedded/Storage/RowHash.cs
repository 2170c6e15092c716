using System.Buffers.Binary;
using System.Text;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>The hash of a row of a table: 64 bits of the table, and of the order, the type and the value of each column.</summary>
internal static class RowHash
{
    // The constants of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const ulong FirstFactor = 0xBF58476D1CE4E5B9;
    private const ulong SecondFactor = 0x94D049BB133111EB;

    /// <summary>Hashes values of SQLite.</summary>
    /// <param name="table">A number for the table.</param>
    /// <param name="values">The values of the columns.</param>
    public static ulong Compute(int table, ReadOnlySpan<sqlite3_value> values)
    {
        var hash = Mix((ulong)table);
        foreach (var value in values)
        {
            var type = raw.sqlite3_value_type(value);
            hash = Mix(hash ^ (ulong)type);
            hash = type switch
            {
                raw.SQLITE_NULL => hash,
                raw.SQLITE_INTEGER => Mix(hash ^ (ulong)raw.sqlite3_value_int64(value)),
                raw.SQLITE_FLOAT => Mix(hash ^ BitConverter.DoubleToUInt64Bits(raw.sqlite3_value_double(value))),
                // The bytes of a text are its encoding.
                _ => MixBytes(hash, raw.sqlite3_value_blob(value)),
            };
        }

        return hash;
    }

    /// <summary>Hashes values that were read without SQLite: null, long, double, string or byte[].</summary>
    /// <param name="table">A number for the table.</param>
    /// <param name="values">The values of the columns.</param>
    public static ulong Compute(int table, IEnumerable<object?> values)
    {
        var hash = Mix((ulong)table);
        foreach (var value in values)
        {
            hash = value switch
            {
                null => Mix(hash ^ raw.SQLITE_NULL),
                long number => Mix(Mix(hash ^ raw.SQLITE_INTEGER) ^ (ulong)number),
                double number => Mix(Mix(hash ^ raw.SQLITE_FLOAT) ^ BitConverter.DoubleToUInt64Bits(number)),
                string text => MixBytes(Mix(hash ^ raw.SQLITE_TEXT), Encoding.UTF8.GetBytes(text)),
                _ => MixBytes(Mix(hash ^ raw.SQLITE_BLOB), (byte[])value),
            };
        }

        return hash;
    }

    private static ulong MixBytes(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = Mix(hash ^ (ulong)bytes.Length);
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(sizeof(ulong), bytes.Length)..])
        {
            rest.Clear();
            bytes[..Math.Min(sizeof(ulong), bytes.Length)].CopyTo(rest);
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value += Step;
        value = (value ^ (value >> 30)) * FirstFactor;
        value = (value ^ (value >> 27)) * SecondFactor;
        return value ^ (value >> 31);
    }
}
