using System.Globalization;
using Milvus.Core.Marshalling.Rows;
using Milvus.Transfers;

namespace Milvus.Commands.Entities;

/// <summary>
/// The ledger of an import: one unit for each batch. It is created when the second batch is about to follow, so that an import of one batch
/// has none.
/// </summary>
/// <param name="path">The ledger.</param>
/// <param name="plan">The import.</param>
internal sealed class ImportLedger(string path, TransferPlan plan) : ISentBatches, IDisposable
{
    private const string Begun = "begun";
    private const string CountFact = "count";
    private const string ReadFact = "read";
    private const string SentFact = "sent";
    private const string KeysFact = "keys";

    private TransferLedger? _ledger;

    internal string? Path => _ledger?.Path;

    /// <summary>Whether an earlier run has counted the rows of the collection, if it could, and may have sent some.</summary>
    internal bool HasBegun => _ledger?.FindStep(Begun) is not null;

    /// <summary>The rows that were read before the rows of the batch that is collected end.</summary>
    internal long Read { get; set; }

    /// <summary>Whether more rows follow the first batch, so that the ledger is needed.</summary>
    internal bool IsNeeded { get; set; }

    /// <summary>The rows of the collection before the import; null if they were not counted.</summary>
    internal long? CountBefore { get; set; }

    /// <summary>The rows of the files whose outcome is known, all from the beginning.</summary>
    internal long ReadBefore { get; private set; }

    /// <summary>The end of the rows that were sent without an answer; the same as <see cref="ReadBefore"/> if there are none.</summary>
    internal long ReadInDoubt { get; private set; }

    /// <summary>Whether the rows in doubt have their keys, so that they can be upserted.</summary>
    internal bool DoubtHasKeys { get; private set; }

    /// <summary>The number of rows in doubt.</summary>
    internal long RowsInDoubt { get; private set; }

    /// <summary>The rows that the server has acknowledged.</summary>
    internal long Acknowledged { get; private set; }

    public void Dispose() => _ledger?.Dispose();

    /// <summary>Opens an existing ledger.</summary>
    /// <param name="discard">Whether it is emptied.</param>
    /// <exception cref="MilvusException">It belongs to another import, or another process has it open.</exception>
    internal void Open(bool discard)
    {
        if (!File.Exists(path))
        {
            return;
        }

        _ledger = TransferLedger.Open(path, plan, discard);
        CountBefore = _ledger.FindStep(Begun)?.Find(CountFact) as long?;
        foreach (var unit in _ledger.Units)
        {
            var (read, sent) = (unit.Facts.GetNumber(ReadFact), unit.Facts.GetNumber(SentFact));
            ReadInDoubt = read;
            if (unit.State >= UnitState.Acknowledged)
            {
                (ReadBefore, Acknowledged) = (read, Acknowledged + sent);
            }
            else
            {
                (RowsInDoubt, DoubtHasKeys) = (sent, unit.Facts.Find(KeysFact) is true);
            }
        }

        Read = ReadBefore;
    }

    /// <summary>Records that the rows in doubt are stored.</summary>
    internal void Settle()
    {
        var unit = _ledger!.Units[^1];
        _ledger.RecordUnit(unit.Name, UnitState.Acknowledged);
        (ReadBefore, Acknowledged, RowsInDoubt) = (ReadInDoubt, Acknowledged + RowsInDoubt, 0);
        Read = ReadBefore;
    }

    /// <summary>Decides that the rows in doubt are not stored.</summary>
    internal void Redo() => (RowsInDoubt, ReadInDoubt) = (0, ReadBefore);

    void ISentBatches.Begin(RowBatch batch)
    {
        if (_ledger is null && IsNeeded)
        {
            _ledger = TransferLedger.Open(path, plan);
        }

        if (_ledger is not null && !HasBegun)
        {
            _ledger.RecordStep(Begun, CountBefore is { } count ? new LedgerFacts { { CountFact, count } } : []);
        }

        _ledger?.RecordUnit(
            Name(),
            UnitState.Sent,
            new LedgerFacts { { ReadFact, Read }, { SentFact, batch.Count }, { KeysFact, batch.GetKey(0) is not null } });
        ReadInDoubt = Read;
    }

    void ISentBatches.End(int rows, MutationResult result)
    {
        Acknowledged += rows;
        _ledger?.RecordUnit(Name(), UnitState.Acknowledged);
        ReadBefore = ReadInDoubt;
    }

    internal void Complete() => _ledger?.Complete();

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"from row {ReadBefore + 1}");
}
