using System.IO.MemoryMappedFiles;

namespace Milvus.Embedded.Columns;

/// <summary>
/// A file beside the database for rows of a fixed width that are read in place, so that the system can take their memory back. It holds
/// only copies of what the database has. Other processes do not see it: it has no name, or on Windows it is removed when it is closed,
/// also by a killed process.
/// </summary>
internal sealed class RowFile
{
    private readonly FileStream _file;
    private readonly int _chunkBytes;

    /// <summary>The mapped chunks. Each stays mapped until the file and the rows are unreachable.</summary>
    private readonly List<MemoryMappedViewAccessor> _views = [];

    private RowFile(FileStream file, int chunkBytes) => (_file, _chunkBytes) = (file, chunkBytes);

    /// <summary>Creates the file; null if the folder of the database does not take it.</summary>
    /// <param name="database">The path of the database.</param>
    /// <param name="chunkBytes">The size of a chunk in bytes.</param>
    public static RowFile? Create(string database, int chunkBytes)
    {
        var path = $"{database}-vectors-{Guid.NewGuid():N}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var file = new FileStream(path, options);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }

            return new RowFile(file, chunkBytes);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return null;
        }
    }

    /// <summary>Adds a chunk of zeros. Returns the address of its first byte.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public unsafe nint AddChunk()
    {
        var from = (long)_views.Count * _chunkBytes;
        RandomAccess.SetLength(_file.SafeFileHandle, from + _chunkBytes);
        using var map = MemoryMappedFile.CreateFromFile(
            _file.SafeFileHandle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        var view = map.CreateViewAccessor(from, _chunkBytes, MemoryMappedFileAccess.Read);
        _views.Add(view);
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        // The view keeps the memory. A pointer that is not released would keep it beyond the view.
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        return (nint)(first + view.PointerOffset);
    }

    /// <summary>Writes bytes of a chunk. They can be read at its address when this returns.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(int chunk, int offset, ReadOnlySpan<byte> bytes) =>
        RandomAccess.Write(_file.SafeFileHandle, bytes, (long)chunk * _chunkBytes + offset);

    /// <summary>Whether the disk or the system refuses the file, so that the rows stay in memory.</summary>
    public static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
