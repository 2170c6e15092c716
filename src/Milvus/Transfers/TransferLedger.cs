using Milvus.Files;

namespace Milvus.Transfers;

/// <summary>
/// The ledger of a transfer: a file of JSON lines with the plan, the steps and the states of the units. Each line is on the disk before the
/// next step begins, so a transfer that was interrupted at any point can continue. A finished transfer removes its ledger. Only one process
/// at a time has a ledger open. All methods can be called from several threads.
/// </summary>
internal sealed class TransferLedger : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly LedgerContent _content;
    private MemoryStream? _together;

    private TransferLedger(string path, FileStream file, LedgerContent content)
    {
        Path = path;
        _file = file;
        _content = content;
        IsContinued = content.Plan is not null;
    }

    internal string Path { get; }

    /// <summary>Whether the ledger existed, so that the transfer continues.</summary>
    internal bool IsContinued { get; }

    /// <summary>The units that are recorded, in the order of their first lines.</summary>
    internal IReadOnlyList<LedgerUnit> Units
    {
        get
        {
            lock (_gate)
            {
                return [.. _content.Units];
            }
        }
    }

    /// <summary>Opens the ledger of a transfer to continue it, or creates it.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="plan">The transfer.</param>
    /// <param name="discard">Whether an existing ledger is discarded (-Force). The caller then discards the partial target.</param>
    /// <exception cref="MilvusException">
    /// The ledger belongs to another transfer, another process has it open, or the file is not a ledger or cannot be written.
    /// </exception>
    internal static TransferLedger Open(string path, TransferPlan plan, bool discard = false)
    {
        var isNew = !File.Exists(path);
        var file = LocalFiles.OpenExclusively(path) ?? throw LedgerFile.CreateLocked(path);
        try
        {
            var content = LedgerFile.Parse(path, LedgerFile.ReadWhole(path, file));
            if (discard)
            {
                LedgerFile.CheckKind(path, plan, content);
                content = new LedgerContent();
            }

            LedgerFile.Check(path, plan, content);
            var ledger = new TransferLedger(path, file, content);
            LocalFiles.RunWrite(path, () => file.SetLength(content.Length));
            if (content.Plan is null)
            {
                ledger.Append(LedgerContent.WritePlan(plan));
            }

            return ledger;
        }
        catch
        {
            var isEmpty = isNew && file.Length == 0;
            file.Dispose();
            if (isEmpty)
            {
                // On a full disk, the file is made but its first line is not.
                File.Delete(path);
            }

            throw;
        }
    }

    /// <summary>The facts of a step, or null if it was not recorded.</summary>
    internal LedgerFacts? FindStep(string name)
    {
        lock (_gate)
        {
            return _content.FindStep(name);
        }
    }

    internal LedgerUnit? FindUnit(string name)
    {
        lock (_gate)
        {
            return _content.FindUnit(name);
        }
    }

    /// <summary>Records a step of the whole transfer, for example that the target was created.</summary>
    internal void RecordStep(string name, LedgerFacts? facts = null)
    {
        lock (_gate)
        {
            Append(LedgerContent.WriteStep(name, facts ?? []));
            _content.Take(name, facts ?? []);
        }
    }

    /// <summary>Records the state of a unit. Facts are added to those of its earlier lines.</summary>
    internal LedgerUnit RecordUnit(string name, UnitState state, LedgerFacts? facts = null)
    {
        lock (_gate)
        {
            Append(LedgerContent.WriteUnit(name, state, facts ?? []));
            return _content.Take(name, state, facts ?? []);
        }
    }

    /// <summary>Records several lines, which are on the disk together when the method returns.</summary>
    internal void RecordTogether(Action record)
    {
        lock (_gate)
        {
            using var lines = new MemoryStream();
            _together = lines;
            try
            {
                record();
            }
            finally
            {
                _together = null;
            }

            Append(lines.ToArray());
        }
    }

    /// <summary>Removes the ledger of a finished transfer.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            if (OperatingSystem.IsWindows())
            {
                _file.Dispose();
                LocalFiles.RunWrite(Path, () => File.Delete(Path));
                return;
            }

            // While the lock is held, no other process can take the file over.
            LocalFiles.RunWrite(Path, () => File.Delete(Path));
            _file.Dispose();
        }
    }

    /// <summary>Closes the ledger, which stays unless the transfer is complete.</summary>
    public void Dispose() => _file.Dispose();

    // A line that could not be written as a whole is taken back, so that later lines do not follow half of one.
    private void Append(byte[] line) => LocalFiles.RunWrite(Path, () =>
    {
        if (_together is not null)
        {
            _together.Write(line);
            return;
        }

        var length = _file.Length;
        try
        {
            _file.Position = length;
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _file.SetLength(length);
            throw;
        }
    });
}
