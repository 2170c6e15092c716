using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Milvus.Embedded.Storage;

namespace Milvus.Tests.Reliability.Disk;

/// <summary>
/// Registers a VFS that is that of the system, except that operations on the files of watched folders are noted first. The layouts of the
/// structures are those of sqlite3.h on 64-bit systems, where all members but the first ones are pointers.
/// </summary>
internal static unsafe partial class SystemDisk
{
    // Places in sqlite3_vfs and in sqlite3_io_methods, in pointers.
    private const int Name = 3;
    private const int Open = 5;
    private const int Delete = 6;
    private const int LastError = 16;
    private const int VfsPointers = 21;
    private const int Close = 1;
    private const int Write = 3;
    private const int Truncate = 4;
    private const int Sync = 5;
    private const int MethodPointers = 19;

    private static readonly ConcurrentDictionary<string, FaultyDisk> _watched = new();
    private static readonly ConcurrentDictionary<nint, OpenFile> _files = new();
    private static readonly ConcurrentDictionary<nint, nint> _methods = new();
    private static readonly nint* _system = Register();

    /// <summary>Notes the operations on the files of a folder.</summary>
    public static void Watch(string folder, FaultyDisk disk)
    {
        Assert.True(_system != null && nint.Size == 8);
        _watched[folder] = disk;
    }

    /// <summary>Notes nothing more.</summary>
    public static void Forget(string folder) => _watched.TryRemove(folder, out _);

    private static nint* Register()
    {
        var system = (nint*)Find(0);
        var ours = (nint*)NativeMemory.AllocZeroed(VfsPointers, (nuint)sizeof(nint));
        new ReadOnlySpan<nint>(system, VfsPointers).CopyTo(new Span<nint>(ours, VfsPointers));
        ours[Name] = Marshal.StringToCoTaskMemUTF8("watched");
        ours[Open] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint*, int, int*, int>)&OpenFileOf;
        ours[Delete] = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int, int>)&DeleteFile;
        ours[LastError] = (nint)(delegate* unmanaged[Cdecl]<nint, int, byte*, int>)&GetLastError;
        Assert.Equal(0, Add((nint)ours, 1));
        OwnerFile.Watcher = (path, bytes) => FindDisk(path)?.Note(new DiskOperation(
            bytes is null ? DiskOperationKind.Sync : DiskOperationKind.Write, path, 0, bytes ?? []));
        return system;
    }

    private static FaultyDisk? FindDisk(string? path) => path is null
        ? null
        : _watched.FirstOrDefault(watched => path.StartsWith(watched.Key, StringComparison.Ordinal)).Value;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OpenFileOf(nint vfs, byte* name, nint* file, int flags, int* outFlags)
    {
        var open = (delegate* unmanaged[Cdecl]<nint, byte*, nint*, int, int*, int>)_system[Open];
        var code = open((nint)_system, name, file, flags, outFlags);
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (code == 0 && *file != 0 && FindDisk(path) is { } disk)
        {
            _files[(nint)file] = new OpenFile(path!, disk, *file);
            *file = _methods.GetOrAdd(*file, CreateMethods);
        }

        return code;
    }

    private static nint CreateMethods(nint system)
    {
        var ours = (nint*)NativeMemory.AllocZeroed(MethodPointers, (nuint)sizeof(nint));
        // Version 1 of the structure ends before the methods of shared memory, which version 2 adds, and version 3 adds two more.
        var pointers = *(int*)system switch
        {
            1 => 13,
            2 => 17,
            _ => MethodPointers,
        };
        new ReadOnlySpan<nint>((nint*)system, pointers).CopyTo(new Span<nint>(ours, MethodPointers));
        ours[Close] = (nint)(delegate* unmanaged[Cdecl]<nint*, int>)&CloseFile;
        ours[Write] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)&WriteFile;
        ours[Truncate] = (nint)(delegate* unmanaged[Cdecl]<nint*, long, int>)&TruncateFile;
        ours[Sync] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&SyncFile;
        return (nint)ours;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CloseFile(nint* file)
    {
        _files.TryRemove((nint)file, out var open);
        return ((delegate* unmanaged[Cdecl]<nint*, int>)((nint*)open!.Methods)[Close])(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int WriteFile(nint* file, byte* bytes, int count, long place)
    {
        var open = _files[(nint)file];
        var code = open.Note(DiskOperationKind.Write, place, new ReadOnlySpan<byte>(bytes, count));
        return code != 0
            ? code
            : ((delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)((nint*)open.Methods)[Write])(file, bytes, count, place);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int TruncateFile(nint* file, long length)
    {
        var open = _files[(nint)file];
        var code = open.Note(DiskOperationKind.Truncate, length, []);
        return code != 0 ? code : ((delegate* unmanaged[Cdecl]<nint*, long, int>)((nint*)open.Methods)[Truncate])(file, length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SyncFile(nint* file, int flags)
    {
        var open = _files[(nint)file];
        var code = open.Note(DiskOperationKind.Sync, 0, []);
        return code != 0 ? code : ((delegate* unmanaged[Cdecl]<nint*, int, int>)((nint*)open.Methods)[Sync])(file, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeleteFile(nint vfs, byte* name, int syncFolder)
    {
        var path = Marshal.PtrToStringUTF8((nint)name);
        var code = FindDisk(path)?.Note(new DiskOperation(DiskOperationKind.Delete, path!, 0, [])) ?? 0;
        return code != 0 ? code : ((delegate* unmanaged[Cdecl]<nint, byte*, int, int>)_system[Delete])((nint)_system, name, syncFolder);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetLastError(nint vfs, int size, byte* text) => FaultyDisk.TakeSystemError() is > 0 and var error
        ? error
        : ((delegate* unmanaged[Cdecl]<nint, int, byte*, int>)_system[LastError])((nint)_system, size, text);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial nint Find(nint name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int Add(nint vfs, int makeDefault);

    private sealed record OpenFile(string Path, FaultyDisk Disk, nint Methods)
    {
        public int Note(DiskOperationKind kind, long place, ReadOnlySpan<byte> bytes) =>
            Disk.Note(new DiskOperation(kind, Path, place, bytes.ToArray()));
    }
}
