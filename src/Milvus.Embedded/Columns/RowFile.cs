using System.IO.MemoryMappedFiles;

namespace Milvus.Embedded.Columns;

/// <summary>
/// A file beside the database for rows of a fixed width that are read in place, so that the system can take their memory back. It holds
/// only copies of what the database has. Other processes do not see it: it has no name, or on Windows it is removed when it is closed,
/// also by a killed process.
/// </summary>
internal sealed class RowFile
{
    /// <summary>
    /// How long chunks stay mapped after the last reference to the file. Spans over a chunk do not keep the file reachable, and a search
    /// may read a span for some milliseconds after its collection was dropped.
    /// </summary>
    private static readonly TimeSpan _keptMapped = TimeSpan.FromMinutes(1);

    private const string NameEnd = "-vectors-";

    private readonly FileStream _file;
    private readonly int _chunkBytes;

    /// <summary>The mapped chunks. The pointer of each is released by the finalizer.</summary>
    private readonly List<MemoryMappedViewAccessor> _views = [];

    private long? _unreachableSince;

    private RowFile(FileStream file, int chunkBytes) => (_file, _chunkBytes) = (file, chunkBytes);

    ~RowFile()
    {
        _unreachableSince ??= Environment.TickCount64;
        if (Environment.TickCount64 - _unreachableSince < _keptMapped.TotalMilliseconds)
        {
            GC.ReRegisterForFinalize(this);
            return;
        }

        foreach (var view in _views)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>Creates the file; null if the folder of the database does not take it.</summary>
    /// <param name="database">The path of the database.</param>
    /// <param name="chunkBytes">The size of a chunk in bytes.</param>
    public static RowFile? Create(string database, int chunkBytes)
    {
        var path = $"{database}{NameEnd}{Guid.NewGuid():N}";
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
                RemoveLeftovers(database);
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
        return (nint)(first + view.PointerOffset);
    }

    /// <summary>Writes bytes of a chunk. They can be read at its address when this returns.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(int chunk, int offset, ReadOnlySpan<byte> bytes) =>
        RandomAccess.Write(_file.SafeFileHandle, bytes, (long)chunk * _chunkBytes + offset);

    /// <summary>Removes the empty files of processes that were killed before they took the name away.</summary>
    private static void RemoveLeftovers(string database)
    {
        var full = Path.GetFullPath(database);
        var start = Path.GetFileName(full) + NameEnd;
        foreach (var file in new DirectoryInfo(Path.GetDirectoryName(full)!).EnumerateFiles())
        {
            if (file.Name.StartsWith(start, StringComparison.Ordinal) && Guid.TryParseExact(file.Name[start.Length..], "N", out _))
            {
                file.Delete();
            }
        }
    }

    /// <summary>Whether the disk or the system refuses the file, so that the rows stay in memory.</summary>
    public static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
