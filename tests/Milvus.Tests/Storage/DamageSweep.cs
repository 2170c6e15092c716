using System.Globalization;
using Milvus.Embedded.Errors;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>
/// Damages copies of a database file in many ways, and counts what happens: the same answers, an error that names the damage, or anything
/// else, which is a fault of the engine.
/// </summary>
internal sealed class DamageSweep
{
    private const int PageBytes = 4096;

    private readonly TemporaryFolder _folder;
    private readonly byte[] _file;
    private readonly byte[]? _log;
    private readonly byte[]? _owner;
    private readonly int _lastTransaction;
    private readonly string _expected;
    private readonly string _before = "";

    private DamageSweep(TemporaryFolder folder, byte[] file, byte[]? log = null, byte[]? owner = null, int lastTransaction = 0)
    {
        (_folder, _file, _log, _owner, _lastTransaction) = (folder, file, log, owner, lastTransaction);
        _expected = Ask(file, log, owner);
        if (log is not null)
        {
            _before = Ask(file, log[..lastTransaction], null);
        }
    }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlySpan<byte> File => _file;

    /// <summary>The bytes of the log, if it was not closed.</summary>
    public ReadOnlySpan<byte> Log => _log;

    /// <summary>The place in the log where the last transaction begins.</summary>
    public int LastTransaction => _lastTransaction;

    /// <summary>The damages after which all answers were right.</summary>
    public int Harmless { get; private set; }

    /// <summary>The damages that an error named.</summary>
    public int Noticed { get; private set; }

    /// <summary>The damages of the last transaction of a log that made it missing, as if the process had ended before its end.</summary>
    public int Undone { get; private set; }

    /// <summary>The damages that gave other answers or other errors, one per line.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Fills a database, closes it and remembers its answers.</summary>
    public static DamageSweep Create(TemporaryFolder folder, Action<Engine> fill)
    {
        using (var engine = new Engine(folder.File("made.db")))
        {
            fill(engine);
        }

        return new DamageSweep(folder, System.IO.File.ReadAllBytes(folder.File("made.db")));
    }

    /// <summary>Fills a database whose process then ends, so that its rows are in the log.</summary>
    /// <param name="last">The last transaction.</param>
    /// <param name="withOwner">Whether the file that says how long the log is remains.</param>
    public static DamageSweep CreateKilled(TemporaryFolder folder, Action<Engine> fill, Action<Engine> last, bool withOwner)
    {
        var path = folder.File("made.db");
        using var engine = new Engine(path);
        fill(engine);
        var before = (int)new FileInfo(path + "-wal").Length;
        last(engine);
        // The current files are what a killed process would leave.
        foreach (var end in (string[])["", "-wal", "-owner"])
        {
            System.IO.File.Copy(path + end, folder.File("killed.db") + end);
        }

        return new DamageSweep(
            folder,
            System.IO.File.ReadAllBytes(folder.File("killed.db")),
            System.IO.File.ReadAllBytes(folder.File("killed.db-wal")),
            withOwner ? System.IO.File.ReadAllBytes(folder.File("killed.db-owner")) : null,
            before);
    }

    /// <summary>Flips bits of one byte of the file.</summary>
    public void Flip(int at, byte bits) => Try($"byte {at} of the file xor {bits}", _file.Length, file => file[at] ^= bits);

    /// <summary>Exchanges two pages of the file.</summary>
    public void Swap(int page, int other) => Try($"pages {page} and {other} exchanged", _file.Length, file =>
    {
        var kept = file[(page * PageBytes)..((page + 1) * PageBytes)];
        file.AsSpan(other * PageBytes, PageBytes).CopyTo(file.AsSpan(page * PageBytes));
        kept.CopyTo(file.AsSpan(other * PageBytes));
    });

    /// <summary>Cuts the file.</summary>
    public void Cut(int length) => Try($"cut to {length} bytes", length, _ => { });

    /// <summary>Flips bits of one byte of the log.</summary>
    public void FlipLog(int at, byte bits)
    {
        var log = (byte[])_log!.Clone();
        log[at] ^= bits;
        Try($"byte {at} of the log xor {bits}", _file, log, mayUndo: _owner is null && at >= _lastTransaction);
    }

    /// <summary>Cuts the log; null removes it.</summary>
    public void CutLog(int? length) => Try(
        string.Create(CultureInfo.InvariantCulture, $"log cut to {length}"),
        _file,
        length is { } bytes ? _log![..bytes] : null,
        mayUndo: _owner is null && length >= _lastTransaction);

    private void Try(string what, int length, Action<byte[]> damage)
    {
        var file = _file[..length];
        damage(file);
        Try(what, file, _log);
    }

    private void Try(string what, byte[] file, byte[]? log, bool mayUndo = false)
    {
        try
        {
            var answers = Ask(file, log, _owner);
            var other = answers.Split('\n').Except(_expected.Split('\n')).ToArray();
            if (answers == _expected)
            {
                Harmless++;
            }
            else if (mayUndo && answers == _before)
            {
                Undone++;
            }
            else if (other.Length > 0 && other.All(line => line.EndsWith("fails with code 1000", StringComparison.Ordinal)))
            {
                Noticed++;
            }
            else
            {
                Faults.Add($"{what}: {(other.Length == 0 ? "a line is missing" : other[0][..Math.Min(200, other[0].Length)])}");
            }
        }
        catch (EmbeddedDatabaseException exception) when (exception.ErrorId == EmbeddedDatabaseException.Corrupt)
        {
            Noticed++;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Faults.Add($"{what}: {exception.GetType().Name} {exception.Message}");
        }
    }

    private string Ask(byte[] file, byte[]? log, byte[]? owner)
    {
        var path = _folder.File("damaged.db");
        foreach (var (end, bytes) in ((string, byte[]?)[])[("", file), ("-wal", log), ("-owner", owner)])
        {
            System.IO.File.Delete(path + end);
            if (bytes is not null)
            {
                System.IO.File.WriteAllBytes(path + end, bytes);
            }
        }

        using var engine = new Engine(path);
        return GoldenAnswers.Of(engine);
    }
}
