namespace Milvus.Files;

/// <summary>Keeps a file that is not what its name says from filling the memory.</summary>
internal static class FileLimits
{
    // A row goes to a server in one message, which never is as large as this.
    private const int MaxRowBytes = 256 * 1024 * 1024;

    /// <exception cref="MilvusException">A row is longer than any server would take.</exception>
    internal static void CheckLength(int length, string what)
    {
        if (length >= MaxRowBytes)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{what} is longer than {MaxRowBytes >> 20} MB, and no server takes such a row.");
        }
    }
}
