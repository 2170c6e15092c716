using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Import.Files;

/// <summary>An array in the .npy format of NumPy, versions 1 to 3 (NEP 1): its type, its shape, and its elements in C order.</summary>
internal sealed partial class NumpyFile
{
    private const int PrefixBytes = 10;

    private readonly byte[] _bytes;
    private readonly int _offset;

    private NumpyFile(byte[] bytes, int offset, string type, int[] shape)
    {
        (_bytes, _offset, Type, Shape) = (bytes, offset, type, shape);
        Width = type[0] is 'U'
            ? int.Parse(type.AsSpan(1), CultureInfo.InvariantCulture) * 4
            : int.Parse(type.AsSpan(1), CultureInfo.InvariantCulture);
        if (Rows > 0 && (long)Rows * RowElements * Width > bytes.Length - offset)
        {
            throw new ImportFailure("failed to read the elements, error: unexpected EOF");
        }
    }

    /// <summary>The kind and size of elements, without the byte order: i8, f4, U5, b1 …</summary>
    public string Type { get; }

    public int[] Shape { get; }

    /// <summary>The size of an element in bytes.</summary>
    public int Width { get; }

    public int Rows => Shape.Length == 0 ? 0 : Shape[0];

    /// <summary>The number of elements of a row.</summary>
    public int RowElements => Shape.Skip(1).Aggregate(1, (product, count) => product * count);

    /// <summary>Whether the elements are texts.</summary>
    public bool IsText => Type[0] is 'U' or 'S';

    /// <summary>The name of the type in Milvus.</summary>
    public string TypeName => Type switch
    {
        "f2" => "Float16",
        "u1" => "UInt8",
        _ when IsText => nameof(DataType.VarChar),
        _ => FieldTypes.All.FirstOrDefault(type => !type.IsVector && type.Numpy.Contains(Type))?.Type.ToString() ?? Type,
    };

    public static NumpyFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < PrefixBytes || bytes[0] != 0x93 || !bytes.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw new ImportFailure($"failed to read the file header '{path}', error: unexpected EOF");
        }

        var start = bytes[6] == 1 ? PrefixBytes : PrefixBytes + 2;
        var length =
            bytes[6] == 1
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8))
                : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (length < 0 || start + (long)length > bytes.Length)
        {
            throw new ImportFailure($"failed to read the file header '{path}', error: unexpected EOF");
        }

        var header = Encoding.UTF8.GetString(bytes, start, length);
        var type = Descriptor().Match(header);
        var shape = ShapeText().Match(header);
        if (!type.Success || !shape.Success)
        {
            throw new ImportFailure($"failed to read the file header '{path}', error: {header.Trim()} is not an array of numbers or "
                + "texts in little-endian order");
        }

        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new ImportFailure($"unsupported Fortran order of the file '{path}'");
        }

        var counts = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new NumpyFile(
            bytes,
            start + length,
            type.Groups[1].Value,
            [.. counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture))]);
    }

    /// <summary>The bytes of consecutive rows.</summary>
    public ReadOnlySpan<byte> Elements(int first, int rows) =>
        _bytes.AsSpan(_offset + first * RowElements * Width, rows * RowElements * Width);

    /// <summary>A text, which ends at the first NUL.</summary>
    public string Text(int row)
    {
        var bytes = Elements(row, 1);
        var text = Type[0] == 'U' ? Encoding.UTF32.GetString(bytes) : Encoding.UTF8.GetString(bytes);
        return text.TrimEnd('\0');
    }

    [GeneratedRegex("'descr':\\s*'[<|=]?([bifuUS][0-9]+)'")]
    private static partial Regex Descriptor();

    [GeneratedRegex("'shape':\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex ShapeText();
}
