namespace Milvus.Files;

/// <summary>Limits the length of a row, so that a file with a wrong extension does not fill the memory.</summary>
internal static class FileLimits
{
    // A row is sent in one message, which is always smaller than this.
    private const int MaxRowBytes = 256 * 1024 * 1024;

    /// <exception cref="MilvusException">A row is longer than any server accepts.</exception>
    internal static void CheckLength(int length, string what)
    {
        if (length >= MaxRowBytes)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{what} is longer than {MaxRowBytes >> 20} MB, which no server accepts.");
        }
    }
}
