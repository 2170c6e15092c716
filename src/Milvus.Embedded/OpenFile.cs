namespace Milvus.Embedded;

/// <summary>
/// A database file that is open in this process, or about to be. Each has a lock of its own, so opening or closing one never waits
/// for another; the lock of the list is held for a look-up only.
/// </summary>
internal sealed class OpenFile
{
    private static readonly Dictionary<string, OpenFile> _all = new(
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly string _path;
    private readonly object _gate = new();
    private EmbeddedEngine? _engine;
    private int _users;

    /// <summary>Who has the file and who waits for it, under the lock of the list.</summary>
    private int _claims;

    private OpenFile(string path) => _path = path;

    /// <summary>The engine of a file; opens it for the first one who asks.</summary>
    /// <param name="path">The real path of the file.</param>
    /// <param name="open">Opens it.</param>
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

    /// <summary>Lets the engine go; the last one closes it. A call too many does nothing.</summary>
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
                    // Who waits for the file gets another engine, when this one is closed.
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
