using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>
/// What the SQLite package does not offer. It binds every blob as SQLITE_TRANSIENT, which makes SQLite copy it, and has neither file
/// controls nor error numbers of the system.
/// </summary>
internal static partial class SqliteLibrary
{
    /// <summary>SQLITE_STATIC: the bytes stay where they are until the statement is finalized.</summary>
    private const nint Static = 0;

    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    private const int HasMovedControl = 20;

    /// <summary>Whether the file of a database was removed, renamed or replaced since it was opened. Windows does not allow that.</summary>
    public static bool HasMoved(sqlite3 database)
    {
        var moved = 0;
        return FileControl(database, "main", HasMovedControl, ref moved) == raw.SQLITE_OK && moved != 0;
    }

    /// <summary>The error number of the system in the last failure of a database.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_system_errno")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int SystemError(sqlite3 database);

    /// <summary>Binds bytes that SQLite reads where they lie; they must be pinned until the statement is gone.</summary>
    /// <returns>SQLite's result code.</returns>
    public static unsafe int BindBlob(sqlite3_stmt statement, int place, byte* bytes, int length) =>
        BindBlob(statement, place, bytes, length, Static);

    // The name of the library is the one the package loads, so that both call the same copy of it.
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_blob")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int BindBlob(sqlite3_stmt statement, int place, byte* bytes, int length, nint destructor);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(sqlite3 database, string name, int control, ref int value);
}
