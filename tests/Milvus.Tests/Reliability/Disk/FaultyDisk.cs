namespace Milvus.Tests.Reliability.Disk;

/// <summary>
/// The disk under the databases of a folder: it records what SQLite does, and fails where the test says so. It is a VFS of SQLite
/// (https://sqlite.org/vfs.html) around that of the system. The file "-owner", which SQLite does not know, is recorded, too. Files of other
/// folders are not touched.
/// </summary>
internal sealed class FaultyDisk : IDisposable
{
    /// <summary>Result codes of SQLite: https://sqlite.org/rescode.html.</summary>
    public const int FailedWrite = 778;

    /// <inheritdoc cref="FailedWrite"/>
    public const int FailedSync = 1034;

    /// <inheritdoc cref="FailedWrite"/>
    public const int FailedTruncate = 1546;

    /// <inheritdoc cref="FailedWrite"/>
    public const int Full = 13;

    /// <summary>
    /// A failed write whose error number of the system is that of a full quota, EDQUOT of Linux: SQLite has no result code for it.
    /// </summary>
    public const int FullQuota = (122 << SystemErrorShift) | FailedWrite;

    private const int SystemErrorShift = 16;

    [ThreadStatic]
    private static int _systemError;

    private readonly Lock _lock = new();
    private readonly List<DiskOperation> _operations = [];
    private readonly string _folder;

    /// <summary>Watches the databases of a folder that are opened from now on.</summary>
    public FaultyDisk(TemporaryFolder folder)
    {
        _folder = folder.FullName + Path.DirectorySeparatorChar;
        SystemDisk.Watch(_folder, this);
    }

    /// <summary>The result code of an operation; 0 carries it out.</summary>
    public Func<DiskOperation, int>? Fault { get; set; }

    /// <summary>The operations until now, without those that failed.</summary>
    public IReadOnlyList<DiskOperation> Operations
    {
        get
        {
            lock (_lock)
            {
                return [.. _operations];
            }
        }
    }

    public void Dispose() => SystemDisk.Forget(_folder);

    /// <summary>The error number of the system for the last fault of this thread; 0 if it has none. It is given once.</summary>
    internal static int TakeSystemError()
    {
        var error = _systemError;
        _systemError = 0;
        return error;
    }

    /// <summary>Notes an operation. Returns the result code with which it fails, or 0.</summary>
    internal int Note(DiskOperation operation)
    {
        lock (_lock)
        {
            var code = Fault?.Invoke(operation) ?? 0;
            if (code == 0)
            {
                _operations.Add(operation);
            }

            _systemError = code >> SystemErrorShift;
            return code & ((1 << SystemErrorShift) - 1);
        }
    }
}
