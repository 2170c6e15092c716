namespace Milvus.Files;

/// <summary>The formats whose files begin with bytes that no other file begins with.</summary>
internal static class RowFileMagic
{
    /// <summary>The number of bytes that show the format.</summary>
    internal const int Length = 8;

    private static readonly (byte[] Bytes, RowFileFormat Format)[] _known =
    [
        ("PAR1"u8.ToArray(), RowFileFormat.Parquet),
        ("ARROW1\0\0"u8.ToArray(), RowFileFormat.Arrow),
        ("FEA1"u8.ToArray(), RowFileFormat.Arrow),
        ([0x93, .. "NUMPY"u8], RowFileFormat.Npy),
        ([(byte)'P', (byte)'K', 3, 4], RowFileFormat.Npz),
    ];

    /// <summary>Whether the bytes are the beginning of gzip data.</summary>
    internal static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 8, ..];

    /// <summary>The format that files with this beginning have, or null.</summary>
    internal static RowFileFormat? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (bytes, format) in _known)
        {
            // A text can begin with the letters of Parquet, but it goes on with text.
            if (head.StartsWith(bytes)
                && (format != RowFileFormat.Parquet || head.Length <= bytes.Length || head[bytes.Length] is < 0x20 and not (9 or 10 or 13)))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The format of a text that begins like rows in JSON, or null.</summary>
    internal static RowFileFormat? FindText(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> blank = [0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];
        var text = head.TrimStart(blank);
        return text is [(byte)'{' or (byte)'[', ..] ? RowFileFormat.Json : null;
    }
}
