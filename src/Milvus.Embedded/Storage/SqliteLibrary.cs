using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Milvus.Embedded.Storage;

/// <summary>What the SQLite package does not offer: it binds every blob as SQLITE_TRANSIENT, which makes SQLite copy it.</summary>
internal static partial class SqliteLibrary
{
    /// <summary>SQLITE_STATIC: the bytes stay where they are until the statement is finalized.</summary>
    private const nint Static = 0;

    /// <summary>Binds bytes that SQLite reads where they lie; they must be pinned until the statement is gone.</summary>
    /// <returns>SQLite's result code.</returns>
    public static unsafe int BindBlob(sqlite3_stmt statement, int place, byte* bytes, int length) =>
        BindBlob(statement, place, bytes, length, Static);

    // The name of the library is the one the package loads, so that both call the same copy of it.
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_blob")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int BindBlob(sqlite3_stmt statement, int place, byte* bytes, int length, nint destructor);
}
