using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Storage;

/// <summary>
/// The file "-owner" beside an open database: the id of the process, for the message of a second one, and how far the log was written, so
/// that a log that was cut later is noticed. A database works without it, so failures to read or write it do not matter.
/// </summary>
internal sealed class OwnerFile : IDisposable
{
    private readonly string _path;
    private FileStream? _file;

    /// <summary>Sees writes with their path and bytes, and null for bytes that reach the disk; for tests.</summary>
    internal static Action<string, byte[]?>? Watcher { get; set; }

    private OwnerFile(string path) => _path = path;

    /// <summary>Creates the file. One that is left of another process is replaced; a link in its place is removed, not followed.</summary>
    public static OwnerFile Create(string database)
    {
        var owner = new OwnerFile(PathOf(database));
        owner.Try(() =>
        {
            File.Delete(owner._path);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            owner._file = new FileStream(owner._path, options);
        });
        owner.Write(default);
        return owner;
    }

    /// <summary>The process that has a database open, in parentheses; empty if it is not known.</summary>
    public static string ReadProcess(string database)
    {
        var text = ReadLines(database).FirstOrDefault("").Trim();
        return text.Length > 0 && text.All(char.IsAsciiDigit) ? $" (process {text})" : "";
    }

    /// <summary>How far the log was written before the process ended; the default if it is not known.</summary>
    public static LogPosition ReadPosition(string database)
    {
        var parts = ReadLines(database).ElementAtOrDefault(1)?.Split(' ') ?? [];
        return parts is ["log", var salt, var frames]
            && ulong.TryParse(salt, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var generation)
            && long.TryParse(frames, CultureInfo.InvariantCulture, out var count)
            ? new LogPosition(generation, count)
            : default;
    }

    /// <summary>Records how far the log is written.</summary>
    public void Write(LogPosition position) => Try(() =>
    {
        if (_file is not null)
        {
            // The numbers have a fixed width, so that a shorter text never leaves the end of a longer one.
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{Environment.ProcessId}\nlog {position.Generation:x16} {position.Frames:D20}\n");
            var bytes = Encoding.ASCII.GetBytes(text);
            RandomAccess.Write(_file.SafeFileHandle, bytes, 0);
            Watcher?.Invoke(_path, bytes);
        }
    });

    /// <summary>
    /// Records that the log has no transactions, and waits until the disk has it: after a loss of power, an older position beside an empty
    /// log would be damage.
    /// </summary>
    public void Reset()
    {
        Write(default);
        Try(() =>
        {
            if (_file is not null)
            {
                RandomAccess.FlushToDisk(_file.SafeFileHandle);
                Watcher?.Invoke(_path, null);
            }
        });
    }

    /// <summary>Removes the file. SQLite has released its lock before.</summary>
    public void Dispose()
    {
        var made = _file is not null;
        _file?.Dispose();
        if (made)
        {
            Try(() => File.Delete(_path));
        }
    }

    private static string PathOf(string database) => database + "-owner";

    private static string[] ReadLines(string database)
    {
        try
        {
            return new FileInfo(PathOf(database)) is { Exists: true, LinkTarget: null } file ? File.ReadAllLines(file.FullName) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without the file, only the message of a second process and the check of a log that was cut are less exact. An incomplete
            // or outdated file would make the check wrong.
            var made = _file is not null;
            _file?.Dispose();
            _file = null;
            if (made)
            {
                Try(() => File.Delete(_path));
            }
        }
    }
}
