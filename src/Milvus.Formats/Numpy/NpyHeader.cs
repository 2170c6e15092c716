using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Milvus.Formats.Text;

namespace Milvus.Formats.Numpy;

/// <summary>The header of a .npy file, versions 1 to 3 (NEP 1): the type of the elements and the shape of the array.</summary>
/// <param name="Type">The kind and the size of the elements, without the byte order: i8, f4, U5, b1 …</param>
/// <param name="Shape">The counts of the dimensions; the first is the number of rows.</param>
internal sealed partial record NpyHeader(string Type, IReadOnlyList<long> Shape)
{
    private const int PrefixBytes = 10;
    // The longest header that NumPy reads without being asked to.
    private const int MaxHeaderBytes = 1 << 16;
    private const int ShownLetters = 80;
    // No bytes of the file prove that such rows are there.
    private const int MaxEmptyRows = 1_000_000;

    /// <summary>Whether the elements are texts.</summary>
    internal bool IsText => Type[0] is 'U' or 'S';

    /// <summary>The size of an element in bytes.</summary>
    internal int Width { get; } = WidthOf(Type);

    internal long Rows => Shape.Count == 0 ? 0 : Shape[0];

    /// <summary>The reason for a file that ends within its header.</summary>
    internal const string EndsEarly = "it ends within its header";

    /// <summary>The number of elements of a row.</summary>
    internal int RowElements { get; } = CountElements(Type, Shape);

    internal int RowBytes => RowElements * Width;

    /// <summary>Whether the elements have the most significant byte first.</summary>
    internal bool IsBigEndian { get; private init; }

    /// <summary>Reads the header at the position of a stream.</summary>
    /// <exception cref="RowFileException">It is not a .npy file, or its array cannot be read row by row.</exception>
    internal static NpyHeader Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        ReadWhole(stream, prefix);
        if (prefix[0] != 0x93 || !prefix[1..].StartsWith("NUMPY"u8))
        {
            throw new RowFileException(RowFileFault.NotRows, "it does not begin like a file of NumPy");
        }

        long length = BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..]);
        if (prefix[6] > 1)
        {
            Span<byte> more = stackalloc byte[2];
            ReadWhole(stream, more);
            length |= (long)BinaryPrimitives.ReadUInt16LittleEndian(more) << 16;
        }

        if (length > MaxHeaderBytes)
        {
            throw new RowFileException(RowFileFault.Syntax, $"its header claims {length} bytes, more than NumPy writes");
        }

        var header = new byte[length];
        ReadWhole(stream, header);
        return Parse(Encoding.UTF8.GetString(header));
    }

    private static NpyHeader Parse(string header)
    {
        var type = Descriptor().Match(header);
        var shape = ShapeText().Match(header);
        if (!type.Success || !shape.Success)
        {
            throw new RowFileException(
                RowFileFault.NotRows,
                $"its header '{Show(header)}' is not that of an array of numbers, booleans or texts; Python objects, dates and records "
                    + "cannot be read");
        }

        var counts = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (counts.Length > 1 && header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new RowFileException(
                RowFileFault.NotRows, "unsupported Fortran order: its rows are not in one piece; save numpy.ascontiguousarray(array)");
        }

        try
        {
            return new NpyHeader(
                type.Groups[2].Value, [.. counts.Select(count => long.Parse(count, CultureInfo.InvariantCulture))])
            {
                IsBigEndian = type.Groups[1].Value == ">",
            };
        }
        catch (OverflowException failure)
        {
            throw new RowFileException(RowFileFault.Syntax, $"the shape ({shape.Groups[1].Value}) is too large", null, failure);
        }
    }

    // A damaged header has any characters.
    private static string Show(string header)
    {
        var text = string.Concat(header.Where(letter => letter is >= ' ' and <= '~')).Trim();
        return text.Length > ShownLetters ? $"{text[..ShownLetters]}…" : text;
    }

    private static void ReadWhole(Stream stream, Span<byte> to)
    {
        if (stream.ReadAtLeast(to, to.Length, throwOnEndOfStream: false) < to.Length)
        {
            throw new RowFileException(RowFileFault.Syntax, EndsEarly);
        }
    }

    private static int WidthOf(string type)
    {
        var size = int.Parse(type.AsSpan(1), CultureInfo.InvariantCulture);
        return type[0] == 'U' ? checked(size * sizeof(uint)) : size;
    }

    private static int CountElements(string type, IReadOnlyList<long> shape)
    {
        var count = 1L;
        foreach (var part in shape.Skip(1))
        {
            count = checked(count * part);
        }

        RowLimits.CheckLength(checked(count * Math.Max(1, WidthOf(type))), null);
        if (count == 0 && shape[0] > MaxEmptyRows)
        {
            throw new RowFileException(RowFileFault.Syntax, $"it claims {shape[0]} rows without elements");
        }

        return checked((int)count);
    }

    [GeneratedRegex("'descr':\\s*'([<>|=]?)([bifuUS][0-9]+)'")]
    private static partial Regex Descriptor();

    [GeneratedRegex("'shape':\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex ShapeText();
}
