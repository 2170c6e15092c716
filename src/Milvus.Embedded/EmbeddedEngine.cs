using Milvus.Embedded.Access;
using Milvus.Embedded.Building;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Compaction;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Import;
using Milvus.Embedded.Records;
using Milvus.Embedded.Salvage;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded;

/// <summary>
/// An open embedded database. A file is opened once in a process, however many users it has, and closed by the last of them.
/// </summary>
internal sealed class EmbeddedEngine : IDisposable, IAsyncDisposable
{
    private readonly OpenFile? _file;
    private readonly Store _store;
    private readonly FileFormat _format;
    private readonly IndexBuilds _builds;
    private readonly CompactionJobs _compactions;
    private readonly ImportJobs _imports;
    private readonly CollectionCatalog _catalog;
    private int _disposed;

    private EmbeddedEngine(string? path, OpenFile? file, FileFormat format, TimeProvider time)
    {
        (_file, _format) = (file, format);
        Identity = path ?? $":memory:{Guid.NewGuid():N}";
        _store = new Store(path, format);
        try
        {
            var clock = new HybridClock(_store.Read(sql => sql.ReadLastTimestamp()), time);
            _catalog = new CollectionCatalog(_store, clock);
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

    /// <summary>The real path of the file, without links; a unique name for a database in memory.</summary>
    public string Identity { get; }

    /// <summary>Unexpected exceptions of calls and background jobs.</summary>
    public EngineFailures Failures { get; } = new();

    /// <summary>Users, roles and grants.</summary>
    public AccessCatalog Access { get; }

    /// <summary>The service, as a server offers it on a socket. It is thread-safe.</summary>
    public MilvusService.MilvusServiceBase Service { get; }

    /// <summary>The imports; for tests.</summary>
    public ImportJobs Imports => _imports;

    /// <summary>The collections; for tests.</summary>
    public CollectionCatalog Catalog => _catalog;

    /// <summary>The storage; for tests.</summary>
    public Store Store => _store;

    /// <summary>Opens or creates a database.</summary>
    /// <param name="path">The file; null for a database in memory, which ends with its last user.</param>
    /// <param name="time">The source of time; by default the system clock. A file that is already open keeps its own.</param>
    /// <exception cref="EmbeddedDatabaseException">The file cannot be opened. The error id says why.</exception>
    public static EmbeddedEngine Open(string? path, TimeProvider? time = null) => Open(path, FileFormat.Present, time);

    /// <summary>Opens a database that exists.</summary>
    /// <exception cref="EmbeddedDatabaseException">The file does not exist or cannot be opened. The error id says why.</exception>
    public static EmbeddedEngine OpenExisting(string path)
    {
        StorageFaults.RequireFile(path);
        return Open(path);
    }

    /// <summary>Opens a file as a version of the engine with another format does; for tests.</summary>
    public static EmbeddedEngine Open(string? path, FileFormat format, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        if (path is null)
        {
            return new EmbeddedEngine(null, null, format, time);
        }

        var real = ResolvePath(path);
        try
        {
            return OpenFile.Take(real, file => OpenDatabase(real, file, format, time));
        }
        catch (EmbeddedDatabaseException exception) when (new FileInfo(path).LinkTarget is not null)
        {
            throw new EmbeddedDatabaseException(
                exception.ErrorId, $"'{path}' is a symbolic link to '{real}'. {exception.Message}", exception)
            {
                Advice = exception.Advice,
            };
        }
    }

    /// <summary>
    /// Creates the access guard of one connection, or of a server. Whether it requires authentication is decided now: a connection without
    /// it stays valid when the first user is created.
    /// </summary>
    /// <param name="withCredentials">Whether the caller sends credentials, which are then always verified.</param>
    public AccessGuard CreateGuard(bool withCredentials) => new(Access, _catalog, withCredentials || Access.IsProtected, Failures);

    /// <summary>Copies the database to a new file while it is used. If that fails, the target is as before.</summary>
    /// <param name="target">The new file.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <param name="copied">Receives the share of the copied pages, from 0 to 1.</param>
    /// <param name="token">Ends the copy.</param>
    /// <exception cref="EmbeddedDatabaseException">The copy cannot be written. The error id says why.</exception>
    public void CopyTo(string target, bool replace, Action<double>? copied, CancellationToken token) =>
        DatabaseCopy.Run(_store, _format, target, replace, copied, token);

    /// <summary>Writes a new database with what is proven of a damaged file. If that fails, the target is as before.</summary>
    /// <inheritdoc cref="DatabaseRepair.Run"/>
    public static IReadOnlyList<RepairFinding> Repair(
        string path, string target, bool replace, Action<string>? progress, CancellationToken token) =>
        OpenFile.IsOpen(RealPath.Resolve(Path.GetFullPath(path)))
            ? throw DamagedFile.CreateOpen(path)
            : DatabaseRepair.Run(path, target, replace, progress, token);

    /// <summary>Releases the database. The last user closes it.</summary>
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
        catch (Exception exception) when (exception is not (EmbeddedDatabaseException or OutOfMemoryException))
        {
            // A value that cannot be read has many exceptions: of numbers, texts, JSON, messages and references between tables.
            throw StorageFaults.Explain(path, "", exception);
        }
    }

    /// <summary>The real path of a file. Relative paths and links lead to the same database.</summary>
    private static string ResolvePath(string path)
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

        return RealPath.Resolve(full);
    }
}
