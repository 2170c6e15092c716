using Milvus.Embedded.Access;
using Milvus.Embedded.Building;
using Milvus.Embedded.Compaction;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Import;
using Milvus.Embedded.Records;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded;

/// <summary>
/// An open embedded database. One real file is open once in a process, however often it is asked for; it closes with the last who
/// let it go.
/// </summary>
internal sealed class EmbeddedEngine : IDisposable, IAsyncDisposable
{
    private readonly OpenFile? _file;
    private readonly Store _store;
    private readonly IndexBuilds _builds;
    private readonly CompactionJobs _compactions;
    private readonly ImportJobs _imports;
    private readonly Catalog.Catalog _catalog;
    private int _disposed;

    private EmbeddedEngine(string? path, OpenFile? file, FileFormat format, TimeProvider time)
    {
        _file = file;
        _store = new Store(path, format);
        try
        {
            var clock = new HybridClock(_store.Read(sql => sql.LastTimestamp()), time);
            _catalog = new Catalog.Catalog(_store, clock);
            Access = new AccessCatalog(_store);
            _builds = new IndexBuilds(_store, time, Failures);
            _compactions = new CompactionJobs(_store, Failures);
            _imports = new ImportJobs(_store, clock, _builds, Failures);
            Service = new EmbeddedService(_store, _catalog, clock, _builds, _compactions, _imports, Access, Failures);
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>Unexpected exceptions of calls and background jobs.</summary>
    public EngineFailures Failures { get; } = new();

    /// <summary>Users, roles and what they may do.</summary>
    public AccessCatalog Access { get; }

    /// <summary>The service, as a server has it on a socket. It may be called by any number of threads.</summary>
    public MilvusService.MilvusServiceBase Service { get; }

    /// <summary>The database itself; for tests.</summary>
    public Store Store => _store;

    /// <summary>Opens or makes a database file; null gives one in memory that ends with its last user.</summary>
    /// <param name="path">The file, or null.</param>
    /// <param name="time">Where its time comes from, by default the clock of the machine. A file that is open keeps the one it has.</param>
    /// <exception cref="EmbeddedDatabaseException">The file cannot be opened; its error id says why.</exception>
    public static EmbeddedEngine Open(string? path, TimeProvider? time = null) => Open(path, FileFormat.Present, time);

    /// <summary>Opens a file as a version of the engine with another format would; for tests.</summary>
    public static EmbeddedEngine Open(string? path, FileFormat format, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        if (path is null)
        {
            return new EmbeddedEngine(null, null, format, time);
        }

        var real = RealPath(path);
        return OpenFile.Take(real, file => OpenDatabase(real, file, format, time));
    }

    /// <summary>
    /// What stands before the service for one connection, or for a server. Whether callers have to say who they are is decided
    /// here, once: who was let in goes on when the first user is made.
    /// </summary>
    /// <param name="withCredentials">Whether the caller brings credentials, so that they are checked in any case.</param>
    public AccessGuard Guard(bool withCredentials) => new(Access, _catalog, withCredentials || Access.IsProtected, Failures);

    /// <summary>Lets the database go; the last call closes it.</summary>
    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Release(this, Close);
        }
        else if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Close();
        }
    }

    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    private void Close()
    {
        _imports.Dispose();
        _compactions.Dispose();
        _builds.Dispose();
        _store.Dispose();
    }

    private static EmbeddedEngine OpenDatabase(string path, OpenFile file, FileFormat format, TimeProvider time)
    {
        try
        {
            return new EmbeddedEngine(path, file, format, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.FileNotFound,
                $"'{path}' cannot be opened: {exception.Message}",
                exception);
        }
        catch (Exception exception) when (exception is Microsoft.Data.Sqlite.SqliteException or InvalidDataException
            or KeyNotFoundException or Google.Protobuf.InvalidProtocolBufferException or System.Text.Json.JsonException)
        {
            throw new EmbeddedDatabaseException(EmbeddedDatabaseException.Corrupt,
                $"'{path}' is damaged: {exception.Message} Restore it from a backup, or give another path.", exception);
        }
    }

    /// <summary>Two names of one file, by links or relative, are one database.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.FileNotFound,
                $"the folder of '{path}' does not exist. Make it first.");
        }

        if (Directory.Exists(full))
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.FileNotFound,
                $"'{path}' is a folder. Give the name of a file in it.");
        }

        var realFolder = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        var named = Path.Combine(realFolder, Path.GetFileName(full));
        // Asking a file that is not there yet for its link is an error, not a no.
        return Path.Exists(named) ? new FileInfo(named).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? named : named;
    }
}
