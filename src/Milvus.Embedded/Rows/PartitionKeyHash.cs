using System.Text;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Rows;

/// <summary>
/// Selects the partition of a key by FNV-1a with 32 bits (Fowler, Noll and Vo). The hash is stable across versions and machines, because
/// the result is stored.
/// </summary>
internal static class PartitionKeyHash
{
    public static uint Of(Column column, int row) => column.IsNull(row) ? 0 : column switch
    {
        ValueColumn<long> numbers => Fnv(BitConverter.GetBytes(numbers[row])),
        ValueColumn<string> texts => Fnv(Encoding.UTF8.GetBytes(texts[row])),
        _ => throw new ArgumentException($"{column.Type} is not a partition key", nameof(column)),
    };

    private static uint Fnv(byte[] bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash;
    }
}
