using System.Buffers.Binary;
using System.Collections;
using System.Globalization;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Sparse vectors as dictionaries or pairs, and as bytes.</summary>
internal static class SparseVectors
{
    private const int PairSize = 8;

    /// <summary>One more than the largest index.</summary>
    internal static long GetDimension(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes[^PairSize..]) + 1L;

    internal static SparseVector FromBytes(ReadOnlySpan<byte> bytes)
    {
        var vector = new SparseVector();
        for (; bytes.Length >= PairSize; bytes = bytes[PairSize..])
        {
            vector[BinaryPrimitives.ReadUInt32LittleEndian(bytes)] = BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]);
        }

        return vector;
    }

    /// <summary>
    /// Accepts a dictionary of index and value, a list of pairs, {"indices": …, "values": …}, or one of them as JSON text.
    /// </summary>
    internal static byte[] ToBytes(Field field, int row, object value, Func<object, object?>? unwrap)
    {
        if (value is string text)
        {
            value = JsonValues.Parse(text, field, row) ?? throw Wrong("null is not a sparse vector.");
        }

        var sorted = new SortedDictionary<uint, float>();
        foreach (var (index, component) in ToPairs(value, unwrap, Wrong))
        {
            if (!sorted.TryAdd(Index(Bare(index)), Component(Bare(component))))
            {
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"index {index} occurs twice."));
            }
        }

        var bytes = new byte[sorted.Count * PairSize];
        var at = bytes.AsSpan();
        foreach (var (index, component) in sorted)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(at, index);
            BinaryPrimitives.WriteSingleLittleEndian(at[4..], component);
            at = at[PairSize..];
        }

        return bytes;

        object? Bare(object? item) => JsonString.Unmark(item is not null && unwrap is not null ? unwrap(item) : item);

        uint Index(object? item) => item is not null && Numbers.TryInt64(item, out var number) && number is >= 0 and < uint.MaxValue
            ? (uint)number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"'{item}' is not an index between 0 and {uint.MaxValue - 1}."));

        float Component(object? item)
        {
            if (item is null || !Numbers.TryDouble(item, out var number) || !float.IsFinite((float)number))
            {
                throw Wrong("a value is not a finite number.");
            }

            return FloatPrecision.KeepsComponent(item, (float)number)
                ? (float)number
                : throw ColumnErrors.CreateNotKept(field, row, item, (float)number, isSingle: true);
        }

        MilvusException Wrong(string what) => ColumnErrors.Make(MilvusErrorId.InvalidVector, field, row, what);
    }

    private static IEnumerable<(object? Index, object? Component)> ToPairs(
        object value,
        Func<object, object?>? unwrap,
        Func<string, MilvusException> wrong)
    {
        switch (value)
        {
            case IDictionary { Count: 2 } columns when columns.Contains("indices") && columns.Contains("values"):
                var indices = List(Bare(columns["indices"]));
                var values = List(Bare(columns["values"]));
                return indices.Count == values.Count
                    ? indices.Zip(values, (index, component) => (index, component))
                    : throw wrong(
                        $"it has {indices.Count} {Counts.Noun(indices.Count, "index", "indices")} and {values.Count} "
                            + $"{Counts.Noun(values.Count, "value")}.");
            case IReadOnlyDictionary<uint, float> typed:
                return typed.Select(pair => ((object?)pair.Key, (object?)pair.Value));
            case IDictionary dictionary:
                return DictionaryEntries.Enumerate(dictionary).Select(entry => ((object?)entry.Key, entry.Value));
            case IEnumerable pairs and not string:
                return pairs.Cast<object?>().Select(item =>
                {
                    var pair = List(Bare(item));
                    return pair.Count == 2 ? (pair[0], pair[1]) : throw wrong("an element is not a pair of index and value.");
                });
            default:
                throw wrong($"{ValueNames.Describe(value)} is neither a dictionary nor a list of pairs.");
        }

        object? Bare(object? item) => item is not null && unwrap is not null ? unwrap(item) : item;

        List<object?> List(object? item) => item is IEnumerable list and not string
            ? list.Cast<object?>().ToList()
            : throw wrong("an element is not a pair of index and value.");
    }
}
