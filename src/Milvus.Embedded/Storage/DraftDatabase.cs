using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Storage;

/// <summary>
/// A database that is made under a temporary name beside its own, which it gets when it is complete. So its name never has a part of a
/// database.
/// </summary>
internal sealed class DraftDatabase : IDisposable
{
    private readonly string _target;
    private readonly bool _replace;
    private bool _isDone;

    /// <summary>Checks the name of the new database.</summary>
    /// <param name="target">The name of the new database.</param>
    /// <param name="source">The file that it is made from, which it cannot replace; null for a database in memory.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <exception cref="EmbeddedDatabaseException">The name cannot be used.</exception>
    public DraftDatabase(string target, string? source, bool replace)
    {
        _target = RealPath.Resolve(System.IO.Path.GetFullPath(target));
        _replace = replace;
        Path = $"{_target}.{Guid.NewGuid():N}.tmp";
        Check(source);
    }

    /// <summary>The temporary name.</summary>
    public string Path { get; }

    /// <summary>Gives the database its name. Nobody has it open.</summary>
    public void Complete()
    {
        Check(null);
        File.Move(Path, _target, _replace);
        _isDone = true;
    }

    /// <summary>Removes a database that is not complete.</summary>
    public void Dispose()
    {
        if (!_isDone)
        {
            foreach (var end in (string[])["", "-wal", "-shm", "-journal", "-owner"])
            {
                File.Delete(Path + end);
            }
        }
    }

    private void Check(string? source)
    {
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(_target)))
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.FileNotFound, $"the folder of '{_target}' does not exist. Make it first.");
        }

        if (source is not null && RealPath.Resolve(System.IO.Path.GetFullPath(source)) == _target)
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.InvalidTarget, $"'{_target}' is the database itself. Give another name.");
        }

        if (Directory.Exists(_target))
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.InvalidTarget, $"'{_target}' is a folder. Give the name of a file in it.");
        }

        if (File.Exists(_target) && !_replace)
        {
            throw new EmbeddedDatabaseException(
                EmbeddedDatabaseException.AlreadyExists, $"'{_target}' exists already: nothing was changed.")
            {
                Advice = "Use another name, or -Force to replace the file.",
            };
        }

        foreach (var end in (string[])["-wal", "-journal"])
        {
            // SQLite would apply the log of another database to the new one.
            if (File.Exists(_target + end))
            {
                throw new EmbeddedDatabaseException(
                    EmbeddedDatabaseException.InvalidTarget,
                    $"'{_target + end}' exists: a database of this name is open, or was not closed. Close it, remove that file, or give "
                        + "another name.");
            }
        }
    }
}
