namespace Milvus.Formats.Text;

/// <summary>Limits the length of a row, so that a file with a wrong extension does not fill the memory.</summary>
internal static class RowLimits
{
    /// <summary>
    /// The maximum number of columns of a file. Collections have fewer than a hundred fields, and a row has few dynamic keys.
    /// </summary>
    internal const int MaxColumns = 10_000;

    // A row is sent in one message, which is smaller than this: fields are limited to some kilobytes each.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <exception cref="RowFileException">A row is longer than any server accepts.</exception>
    internal static void CheckLength(long length, long? line)
    {
        if (length >= MaxBytes)
        {
            throw new RowFileException(
                RowFileFault.TooLong, $"the row is longer than {MaxBytes >> 20} MB, which no server accepts", line);
        }
    }
}
