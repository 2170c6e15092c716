using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The stored form of the values of one field in a batch: version, flags, number of rows, a null bitmap if any row is null, then the
/// values. Values of fixed width are one after the other, little-endian, so that loading is copying. Other values follow a table of their
/// ends.
/// </summary>
internal static class ColumnCodec
{
    private const byte Version = 1;
    private const byte HasNulls = 1;
    private const int HeaderBytes = 8;

    public static byte[] Encode(Column column)
    {
        var rows = column.Count;
        var nulls = column.HasNulls ? new byte[(rows + 7) / 8] : [];
        for (var row = 0; row < rows && nulls.Length > 0; row++)
        {
            if (column.IsNull(row))
            {
                nulls[row >> 3] |= (byte)(1 << (row & 7));
            }
        }

        return column switch
        {
            IFixedRows values => Fixed(values, rows, nulls),
            ValueColumn<string> texts => Varying(rows, nulls, row => Encoding.UTF8.GetBytes(texts[row])),
            JsonColumn texts => Varying(rows, nulls, row => texts[row]),
            ArrayColumn arrays => Varying(rows, nulls, row => ArrayCodec.Encode(arrays[row])),
            VectorArrayColumn lists => Varying(rows, nulls, row => lists[row]),
            SparseColumn sparse => Varying(rows, nulls, row => SparseCodec.Encode(sparse.Indices(row), sparse.Values(row))),
            _ => throw new InvalidOperationException($"column {column.Name} of type {column.Type} cannot be stored"),
        };
    }

    /// <summary>Appends the rows of a blob to a column.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged or has an unknown form.</exception>
    public static void Decode(Column column, ReadOnlySpan<byte> sealedBlob)
    {
        var blob = Blob.Open(sealedBlob);
        if (blob.Length < HeaderBytes || blob[0] != Version)
        {
            throw new InvalidDataException($"stored data of field {column.Name} has an unknown form.");
        }

        var rows = BinaryPrimitives.ReadInt32LittleEndian(blob[4..]);
        var nullBytes = (blob[1] & HasNulls) != 0 ? (rows + 7) / 8 : 0;
        var nulls = blob.Slice(HeaderBytes, nullBytes);
        var body = blob[(HeaderBytes + PadTo8(nullBytes))..];
        switch (column)
        {
            case IFixedColumn values:
                Fixed(values, column, body, rows, nulls);
                break;
            case ValueColumn<string> texts:
                Varying(texts, body, rows, nulls, bytes => texts.Append(Encoding.UTF8.GetString(bytes)));
                break;
            case JsonColumn texts:
                Varying(texts, body, rows, nulls, bytes => texts.Append(bytes.ToArray()));
                break;
            case ArrayColumn arrays:
                Varying(arrays, body, rows, nulls, bytes => arrays.Append(ArrayCodec.Decode(arrays.ElementType, bytes)));
                break;
            case VectorArrayColumn lists:
                Varying(lists, body, rows, nulls, bytes => lists.Append(bytes.ToArray()));
                break;
            case SparseColumn sparse:
                Varying(sparse, body, rows, nulls, bytes => SparseCodec.Decode(bytes, sparse));
                break;
            default:
                throw new InvalidOperationException($"column {column.Name} of type {column.Type} cannot be loaded");
        }
    }

    private static byte[] Fixed(IFixedRows values, int rows, byte[] nulls)
    {
        var blob = Start(rows, nulls, checked(rows * values.Width), out var body);
        values.CopyRows(body, 0);
        return Blob.Seal(blob);
    }

    private static void Fixed(IFixedColumn values, Column column, ReadOnlySpan<byte> body, int rows, ReadOnlySpan<byte> nulls)
    {
        if (nulls.IsEmpty)
        {
            values.AppendBytes(body[..(rows * values.Width)]);
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            if (IsNull(nulls, row))
            {
                column.AppendNull();
            }
            else
            {
                values.AppendBytes(body.Slice(row * values.Width, values.Width));
            }
        }
    }

    private static byte[] Varying(int rows, byte[] nulls, Func<int, byte[]> bytesOf)
    {
        var values = new byte[rows][];
        var total = 0;
        for (var row = 0; row < rows; row++)
        {
            values[row] = bytesOf(row);
            total = checked(total + values[row].Length);
        }

        var blob = Start(rows, nulls, rows * sizeof(int) + total, out var body);
        var ends = MemoryMarshal.Cast<byte, int>(body[..(rows * sizeof(int))]);
        var data = body[(rows * sizeof(int))..];
        var end = 0;
        for (var row = 0; row < rows; row++)
        {
            values[row].CopyTo(data[end..]);
            end += values[row].Length;
            ends[row] = end;
        }

        return Blob.Seal(blob);
    }

    private static void Varying(Column column, ReadOnlySpan<byte> body, int rows, ReadOnlySpan<byte> nulls, ReadBytes append)
    {
        var ends = MemoryMarshal.Cast<byte, int>(body[..(rows * sizeof(int))]);
        var data = body[(rows * sizeof(int))..];
        var start = 0;
        for (var row = 0; row < rows; row++)
        {
            if (!nulls.IsEmpty && IsNull(nulls, row))
            {
                column.AppendNull();
            }
            else
            {
                append(data[start..ends[row]]);
            }

            start = ends[row];
        }
    }

    private static byte[] Start(int rows, byte[] nulls, int bodyBytes, out Span<byte> body)
    {
        var before = HeaderBytes + PadTo8(nulls.Length);
        // Who calls fills the whole body.
        var blob = GC.AllocateUninitializedArray<byte>(checked(before + bodyBytes + Blob.TrailerBytes));
        blob.AsSpan(0, before).Clear();
        blob[0] = Version;
        blob[1] = nulls.Length > 0 ? HasNulls : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), rows);
        nulls.CopyTo(blob, HeaderBytes);
        body = blob.AsSpan(before, bodyBytes);
        return blob;
    }

    private static bool IsNull(ReadOnlySpan<byte> nulls, int row) => (nulls[row >> 3] >> (row & 7) & 1) != 0;

    /// <summary>Values start at a multiple of eight bytes, for the alignment of their types.</summary>
    private static int PadTo8(int bytes) => (bytes + 7) & ~7;

    private delegate void ReadBytes(ReadOnlySpan<byte> bytes);
}
