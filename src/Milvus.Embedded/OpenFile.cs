namespace Milvus.Embedded;

/// <summary>
/// A database file that is open in this process or being opened. Each has its own lock, so that opening or closing one never waits for
/// another. The lock of the list is held only for a look-up.
/// </summary>
internal sealed class OpenFile
{
    private static readonly Dictionary<string, OpenFile> _all = new(
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly string _path;
    private readonly object _gate = new();
    private EmbeddedEngine? _engine;
    private int _users;

    /// <summary>The users of the file and the callers that wait for it, under the lock of the list.</summary>
    private int _claims;

    private OpenFile(string path) => _path = path;

    /// <summary>The engine of a file. The first caller opens it.</summary>
    /// <param name="path">The real path of the file.</param>
    /// <param name="open">Opens the file.</param>
    public static EmbeddedEngine Take(string path, Func<OpenFile, EmbeddedEngine> open)
    {
        var file = Claim(path);
        try
        {
            lock (file._gate)
            {
                file._engine ??= open(file);
                file._users++;
                return file._engine;
            }
        }
        catch
        {
            file.GiveUp();
            throw;
        }
    }

    /// <summary>Whether a file is open in this process, or is being opened.</summary>
    /// <param name="path">The real path of the file.</param>
    public static bool IsOpen(string path)
    {
        lock (_all)
        {
            return _all.ContainsKey(path);
        }
    }

    /// <summary>Releases the engine; the last user closes it. A second call does nothing.</summary>
    public void Release(EmbeddedEngine engine, Action close)
    {
        lock (_gate)
        {
            if (_engine != engine)
            {
                return;
            }

            try
            {
                if (--_users == 0)
                {
                    // A caller that waits for the file gets a new engine after this one is closed.
                    _engine = null;
                    close();
                }
            }
            finally
            {
                GiveUp();
            }
        }
    }

    private static OpenFile Claim(string path)
    {
        lock (_all)
        {
            if (!_all.TryGetValue(path, out var file))
            {
                file = new OpenFile(path);
                _all.Add(path, file);
            }

            file._claims++;
            return file;
        }
    }

    private void GiveUp()
    {
        lock (_all)
        {
            if (--_claims == 0)
            {
                _all.Remove(_path);
            }
        }
    }
}
