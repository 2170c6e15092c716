using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Formats.Writing;

/// <summary>
/// Writes one field as a .npy file. The header is written at the end, when the number of rows is known. Texts have one width in such a
/// file, that of the longest, so they are collected first and spread at the end.
/// </summary>
internal sealed class NpyFileWriter
{
    // NumPy pads headers so that the elements begin at a multiple of 64.
    private const int HeaderBytes = 128;
    private const int CopyBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly Field _field;
    private readonly FieldType _type;
    private readonly string _descriptor;
    private readonly bool _isList;
    private int? _length;
    private int _widest = 1;
    private long _rows;

    /// <param name="stream">The target, which must be able to seek; it stays open.</param>
    /// <param name="field">The field.</param>
    /// <exception cref="MilvusException">Arrays of NumPy have no place for the field.</exception>
    internal NpyFileWriter(Stream stream, Field field)
    {
        (_stream, _field) = (stream, field);
        _type = TypeOf(field);
        _isList = field.Type == DataType.Array || _type.IsVector;
        _descriptor = Check(field);
        _stream.Write(new byte[HeaderBytes]);
    }

    private bool IsText => _descriptor.Length == 0;

    /// <summary>The descriptor of the elements in NumPy; empty for texts, whose width is unknown before the last one.</summary>
    /// <exception cref="MilvusException">Arrays of NumPy have no place for the field.</exception>
    internal static string Check(Field field)
    {
        var descriptor = Describe(TypeOf(field));
        return descriptor is null || (descriptor.Length == 0 && field.Type == DataType.Array)
            ? throw new MilvusException(
                MilvusErrorId.NotSupported,
                $"Field '{field.Name}' of type {field.Type}{(field.Type == DataType.Array ? $" of {field.ElementType}" : string.Empty)} "
                    + "cannot be written as an array of NumPy.")
            {
                Field = field.Name,
                RecommendedAction = "Write Parquet, or omit the field with -OutputField.",
            }
            : descriptor;
    }

    /// <summary>Writes the value of a row.</summary>
    /// <exception cref="MilvusException">The value is null, or an array has another length than those before.</exception>
    internal long Write(object? value)
    {
        if (value is null)
        {
            throw Refuse("is null, and arrays of NumPy have no null");
        }

        var bytes = IsText ? ToText(value) : ToBytes(value);
        _stream.Write(bytes);
        _rows++;
        return bytes.Length;
    }

    /// <summary>Ends the array: writes its header at the beginning, and spreads texts to one width.</summary>
    internal void Finish(Func<Stream> createScratch)
    {
        if (IsText)
        {
            SpreadTexts(createScratch);
        }

        var count = (_length ?? GetDeclaredLength()) is { } length ? string.Create(CultureInfo.InvariantCulture, $"{_rows}, {length}")
            : string.Create(CultureInfo.InvariantCulture, $"{_rows},{(_isList ? " 0" : string.Empty)}");
        var type = IsText ? string.Create(CultureInfo.InvariantCulture, $"<U{_widest}") : _descriptor;
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({count}), }}".PadRight(HeaderBytes - 11) + "\n";
        _stream.Position = 0;
        _stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)(header.Length & 0xFF), (byte)(header.Length >> 8)]);
        _stream.Write(Encoding.ASCII.GetBytes(header));
        _stream.Position = _stream.Length;
    }

    private static FieldType TypeOf(Field field) => FieldTypes.Of(field.Type == DataType.Array ? field.ElementType : field.Type);

    // An array without rows still has the width of its vectors.
    private int? GetDeclaredLength() =>
        !_type.IsVector ? null : _type.Type == DataType.BinaryVector ? _field.Dimension / 8 : _field.Dimension;

    private static string? Describe(FieldType type) => type switch
    {
        { Family: FieldFamily.Boolean } => "|b1",
        { Type: DataType.Int8 or DataType.Int8Vector } => "|i1",
        { Type: DataType.BinaryVector } => "|u1",
        { Type: DataType.Float16Vector } => "<f2",
        { Family: FieldFamily.FloatVector } => "<f4",
        { IsNumber: true, Numpy: [var one, ..] } => $"<{one}",
        { IsText: true } or { Family: FieldFamily.Json or FieldFamily.Time or FieldFamily.Shape } => string.Empty,
        _ => null,
    };

    private byte[] ToBytes(object value)
    {
        if (!_isList)
        {
            return ToBytes(_type.Type, [value]);
        }

        var items = FieldNumbers.Convert(value, item => item);
        _length ??= items.Length;
        return items.Length == _length
            ? ToBytes(_type.Type, items)
            : throw Refuse(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {items.Length} elements, unlike {_length} in the first row; arrays of NumPy have one length"));
    }

    private static byte[] ToBytes(DataType type, object[] items)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            DataType.Bool => Array.ConvertAll(items, item => Convert.ToBoolean(item, culture) ? (byte)1 : (byte)0),
            DataType.BinaryVector => Array.ConvertAll(items, item => Convert.ToByte(item, culture)),
            DataType.Int8 or DataType.Int8Vector => Bytes(Array.ConvertAll(items, item => Convert.ToSByte(item, culture))),
            DataType.Int16 => Bytes(Array.ConvertAll(items, item => Convert.ToInt16(item, culture))),
            DataType.Int32 => Bytes(Array.ConvertAll(items, item => Convert.ToInt32(item, culture))),
            DataType.Int64 => Bytes(Array.ConvertAll(items, item => Convert.ToInt64(item, culture))),
            DataType.Double => Bytes(Array.ConvertAll(items, item => Convert.ToDouble(item, culture))),
            DataType.Float16Vector => Bytes(Array.ConvertAll(items, item => (Half)Convert.ToSingle(item, culture))),
            _ => Bytes(Array.ConvertAll(items, item => Convert.ToSingle(item, culture))),
        };
    }

    private static byte[] Bytes<T>(T[] values)
        where T : struct => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    // The length of the text, then the text.
    private byte[] ToText(object value)
    {
        var text = _field.Type == DataType.Json ? JsonValues.ToText(value) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (text.EndsWith('\0'))
        {
            throw Refuse("ends with the character NUL, which texts of NumPy lose");
        }

        var bytes = Encoding.UTF32.GetBytes(text);
        _widest = Math.Max(_widest, bytes.Length / sizeof(uint));
        return [.. BitConverter.GetBytes(bytes.Length), .. bytes];
    }

    private void SpreadTexts(Func<Stream> createScratch)
    {
        using var scratch = createScratch();
        _stream.Position = HeaderBytes;
        _stream.CopyTo(scratch, CopyBytes);
        scratch.Position = 0;
        _stream.SetLength(HeaderBytes);
        var cell = new byte[_widest * sizeof(uint)];
        var head = new byte[sizeof(int)];
        for (var row = 0L; row < _rows; row++)
        {
            scratch.ReadExactly(head);
            var length = BitConverter.ToInt32(head);
            scratch.ReadExactly(cell, 0, length);
            cell.AsSpan(length).Clear();
            _stream.Write(cell);
        }
    }

    private MilvusException Refuse(string why) =>
        new(MilvusErrorId.SchemaMismatch, $"Field '{_field.Name}' {why}.")
        {
            Field = _field.Name,
            RecommendedAction = "Write Parquet, or omit the field with -OutputField.",
        };
}
