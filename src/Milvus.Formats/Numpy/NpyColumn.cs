using System.Runtime.InteropServices;
using System.Text;
using Milvus.Formats.Columns;
using Milvus.Parquet.Columns;
using Milvus.Parquet.Format;

namespace Milvus.Formats.Numpy;

/// <summary>An array of NumPy as a column: a value for each row of an array of one dimension, a list for one of two.</summary>
internal sealed class NpyColumn : IDisposable
{
    private const int ChunkBytes = 1 << 20;
    private static readonly UTF32Encoding _utf32 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);

    private readonly NpyReader _reader;
    private readonly int _chunkRows;
    private byte[] _chunk = [];
    private int _next;

    /// <exception cref="RowFileException">It is not a .npy file, or not one with rows.</exception>
    internal NpyColumn(string name, Stream stream)
    {
        _reader = new NpyReader(stream);
        var header = _reader.Header;
        _chunkRows = Math.Max(1, ChunkBytes / Math.Max(1, header.RowBytes));
        var item = ColumnNodes.CreateLeaf(header.Shape.Count < 2 ? name : ColumnNodes.Element, TypeOf(header));
        Node = header.Shape.Count switch
        {
            0 => throw new RowFileException(RowFileFault.NotRows, "it is a single value, which has no rows"),
            1 => item,
            2 => ColumnNodes.CreateList(name, item),
            var rank => throw new RowFileException(
                RowFileFault.NotRows, $"it has {rank} dimensions; rows are values (1) or vectors (2)"),
        };
    }

    internal ParquetNode Node { get; }

    internal long Rows => _reader.Header.Rows;

    public void Dispose() => _reader.Dispose();

    /// <summary>Reads the value of the next row.</summary>
    internal object Read()
    {
        var header = _reader.Header;
        if (_next * (long)header.RowBytes >= _chunk.Length)
        {
            (_chunk, _next) = (_reader.Read(_chunkRows), 0);
        }

        var bytes = _chunk.AsSpan(_next++ * header.RowBytes, header.RowBytes);
        return header.Shape.Count == 1 ? Value(header, bytes) : List(header, bytes);
    }

    /// <summary>Reads what follows the last row, so that a checksum at the end of the file is compared.</summary>
    /// <exception cref="InvalidDataException">The content is not that of the checksum.</exception>
    internal void ReadRest() => _reader.ReadRest();

    private static object Value(NpyHeader header, ReadOnlySpan<byte> bytes) => header.Type[0] switch
    {
        'U' => Text(bytes),
        'S' => bytes.TrimEnd((byte)0).ToArray(),
        _ => Numbers(header.Type, bytes).GetValue(0)!,
    };

    private static Array List(NpyHeader header, ReadOnlySpan<byte> bytes)
    {
        if (!header.IsText)
        {
            return Numbers(header.Type, bytes);
        }

        var items = new object[header.RowElements];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value(header, bytes.Slice(i * header.Width, header.Width));
        }

        return Array.TrueForAll(items, item => item is string) ? Array.ConvertAll(items, item => (string)item)
            : Array.TrueForAll(items, item => item is byte[]) ? Array.ConvertAll(items, item => (byte[])item)
            : items;
    }

    private static Array Numbers(string type, ReadOnlySpan<byte> bytes) => type switch
    {
        "b1" => Array.ConvertAll(bytes.ToArray(), one => one != 0),
        "i1" => MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray(),
        "i2" => MemoryMarshal.Cast<byte, short>(bytes).ToArray(),
        "i4" => MemoryMarshal.Cast<byte, int>(bytes).ToArray(),
        "i8" => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
        "u1" => bytes.ToArray(),
        "u2" => MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(),
        "u4" => MemoryMarshal.Cast<byte, uint>(bytes).ToArray(),
        "u8" => MemoryMarshal.Cast<byte, ulong>(bytes).ToArray(),
        "f2" => MemoryMarshal.Cast<byte, Half>(bytes).ToArray(),
        "f4" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        _ => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
    };

    // A text of NumPy ends where only NULs follow.
    private static object Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _utf32.GetString(bytes).TrimEnd('\0');
        }
        catch (ArgumentException)
        {
            return BrokenText.Instance;
        }
    }

    private static LeafType TypeOf(NpyHeader header) => header.Type switch
    {
        "b1" => LeafType.Boolean,
        "i1" => LeafType.Int8,
        "i2" => LeafType.Int16,
        "i4" => LeafType.Int32,
        "i8" => LeafType.Int64,
        "u1" => LeafType.UInt8,
        "u2" => LeafType.UInt16,
        "u4" => LeafType.UInt32,
        "u8" => LeafType.UInt64,
        "f2" => LeafType.Float16,
        "f4" => LeafType.Float,
        "f8" => LeafType.Double,
        ['U', ..] => LeafType.Text,
        ['S', ..] => LeafType.Bytes,
        _ => throw new RowFileException(RowFileFault.NotRows, $"its elements have the unsupported type {header.Type}"),
    };
}
