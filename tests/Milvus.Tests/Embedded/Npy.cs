using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Milvus.Tests.Embedded;

/// <summary>Writes arrays in version 1 of the NumPy format.</summary>
internal static class Npy
{
    public static byte[] Of<T>(string type, T[] values, params int[] shape)
        where T : unmanaged => File(type, MemoryMarshal.AsBytes(values.AsSpan()), shape.Length > 0 ? shape : [values.Length]);

    /// <summary>Texts of one length, padded with zeros.</summary>
    public static byte[] Texts(params string[] values)
    {
        var width = values.Max(value => value.EnumerateRunes().Count());
        var bytes = new byte[values.Length * width * 4];
        for (var row = 0; row < values.Length; row++)
        {
            Encoding.UTF32.GetBytes(values[row]).CopyTo(bytes, row * width * 4);
        }

        return File(string.Create(CultureInfo.InvariantCulture, $"<U{width}"), bytes, [values.Length]);
    }

    private static byte[] File(string type, ReadOnlySpan<byte> data, int[] shape)
    {
        var header =
            $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}";
        header = header.PadRight((header.Length + 1 + 10 + 63) / 64 * 64 - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
