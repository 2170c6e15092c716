namespace Milvus.Formats.Text;

/// <summary>Limits the length of a row, so that a file with a wrong extension does not fill the memory.</summary>
internal static class RowLimits
{
    // A row is sent in one message, which is always smaller than this.
    private const int MaxBytes = 256 * 1024 * 1024;

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
