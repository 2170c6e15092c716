using System.Globalization;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Transfers;

namespace Milvus.Commands.Entities;

/// <summary>
/// The ledger of an import: one unit for each batch. It is created before the first row is sent, so that an import of any size continues.
/// </summary>
/// <param name="path">The ledger.</param>
/// <param name="plan">The import.</param>
/// <param name="files">The files that are imported.</param>
internal sealed class ImportLedger(string path, TransferPlan plan, ImportedFiles files) : ISentBatches, IDisposable
{
    /// <summary>How to import all rows although some are stored: nothing removes those.</summary>
    internal const string RestartAdvice = "To import all rows, use -Upsert -Force, which replaces rows with the same keys, or remove "
        + "the rows that the interrupted import has sent, and use -Force.";

    private const string Begun = "begun";
    private const string AllSent = "all sent";
    private const string CountFact = "count";
    private const string ReadFact = "read";
    private const string SentFact = "sent";
    private const string KeysFact = "keys";

    private TransferLedger? _ledger;

    /// <summary>The file of the ledger.</summary>
    internal string Path => path;

    /// <summary>Whether an earlier run has counted the rows of the collection, if it could, and may have sent some.</summary>
    internal bool HasBegun => _ledger?.FindStep(Begun) is not null;

    /// <summary>The rows that were read before the rows of the batch that is collected end.</summary>
    internal long Read { get; set; }

    /// <summary>The places of the rows of the batch that is collected.</summary>
    internal RowPlaces Places { get; private set; } = new();

    /// <summary>The places of the rows of the batch that was sent last.</summary>
    internal RowPlaces SentPlaces { get; private set; } = new();

    /// <summary>The rows of the collection before the import; null if they were not counted.</summary>
    internal long? CountBefore { get; set; }

    /// <summary>The rows of the files whose outcome is known, all from the beginning.</summary>
    internal long ReadBefore { get; private set; }

    /// <summary>The end of the rows that were sent without an answer; the same as <see cref="ReadBefore"/> if there are none.</summary>
    internal long ReadInDoubt { get; private set; }

    /// <summary>Whether the rows in doubt have their keys, so that they can be stored again.</summary>
    internal bool DoubtHasKeys { get; private set; }

    /// <summary>Whether an earlier run has left rows in doubt.</summary>
    internal bool HadDoubt { get; private set; }

    /// <summary>The number of rows in doubt.</summary>
    internal long RowsInDoubt { get; private set; }

    /// <summary>The rows that the server has acknowledged.</summary>
    internal long Acknowledged { get; private set; }

    public void Dispose() => _ledger?.Dispose();

    /// <summary>Whether an earlier run has begun, and the rows of the collection before it, if they were counted.</summary>
    internal static (bool HasBegun, long? CountBefore) FindBegin(LedgerContent content) =>
        (content.FindStep(Begun) is not null, content.FindStep(Begun)?.Find(CountFact) as long?);

    /// <summary>What a confirmation says of an unfinished import. Empty if there is none.</summary>
    internal static string DescribeLeft(string path, bool force)
    {
        if (!File.Exists(path))
        {
            return string.Empty;
        }

        if (LedgerFile.IsEmpty(path))
        {
            return LedgerPlace.DescribeEmpty(path);
        }

        if (force)
        {
            return $", discarding the unfinished ledger '{path}', whose rows stay in the collection";
        }

        var content = LedgerFile.Read(path);
        var units = content.Units;
        var done = units.Where(unit => unit.State >= UnitState.Acknowledged).ToList();
        var (rows, read) = (
            done.Sum(unit => unit.Facts.GetNumber(SentFact)),
            done.Select(unit => unit.Facts.GetNumber(ReadFact)).LastOrDefault());
        var rest = content.FindStep(AllSent) is null
            ? string.Create(CultureInfo.InvariantCulture, $"done, the rest begins at row {read + 1:N0}")
            : "done, which are all, and are verified again";
        return string.Create(CultureInfo.InvariantCulture, $", continuing '{path}': {rows:N0} {Counts.Noun(rows, "row")} {rest}");
    }

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
        files.Check(path, _ledger.FindStep);
        CountBefore = _ledger.FindStep(Begun)?.Find(CountFact) as long?;
        foreach (var unit in _ledger.Units.Where(unit => unit.State != UnitState.Planned))
        {
            var (read, sent) = (unit.Facts.GetNumber(ReadFact), unit.Facts.GetNumber(SentFact));
            ReadInDoubt = read;
            if (unit.State >= UnitState.Acknowledged)
            {
                (ReadBefore, Acknowledged) = (read, Acknowledged + sent);
            }
            else
            {
                (RowsInDoubt, DoubtHasKeys, HadDoubt) = (sent, unit.Facts.Find(KeysFact) is true, true);
            }
        }

        Read = ReadBefore;
    }

    /// <summary>Records that the rows in doubt are stored.</summary>
    internal void Settle()
    {
        _ledger!.RecordUnit(Name, UnitState.Acknowledged);
        (ReadBefore, Acknowledged, RowsInDoubt) = (ReadInDoubt, Acknowledged + RowsInDoubt, 0);
        Read = ReadBefore;
    }

    /// <summary>Decides that the rows in doubt are not stored.</summary>
    internal void Redo() => (RowsInDoubt, ReadInDoubt) = (0, ReadBefore);

    /// <summary>
    /// Records that the server has refused the batch, so that none of its rows is stored. Without any other row, nothing is left to
    /// continue.
    /// </summary>
    internal void Refuse()
    {
        if (_ledger is null || RowsInDoubt > 0)
        {
            return;
        }

        if (Acknowledged == 0)
        {
            _ledger.Complete();
            return;
        }

        _ledger.RecordUnit(Name, UnitState.Planned);
    }

    void ISentBatches.Begin(RowBatch batch)
    {
        (SentPlaces, Places) = (Places, new RowPlaces());
        _ledger ??= TransferLedger.Open(path, plan);
        _ledger.RecordTogether(() =>
        {
            files.Record(_ledger);
            if (!HasBegun)
            {
                _ledger.RecordStep(Begun, CountBefore is { } count ? new LedgerFacts { { CountFact, count } } : []);
            }

            // An upsert of rows whose keys the server makes gives them new keys.
            var hasKeys = batch.GetKey(0) is not null && !(batch.ForUpsert && batch.Schema.PrimaryKey!.AutoId);
            _ledger.RecordUnit(
                Name, UnitState.Sent, new LedgerFacts { { ReadFact, Read }, { SentFact, batch.Count }, { KeysFact, hasKeys } });
        });
        ReadInDoubt = Read;
    }

    void ISentBatches.End(int rows, MutationResult result)
    {
        Acknowledged += rows;
        _ledger!.RecordUnit(Name, UnitState.Acknowledged);
        (ReadBefore, RowsInDoubt) = (ReadInDoubt, 0);
    }

    /// <summary>Repeats the error of an earlier run whose verification was stronger.</summary>
    /// <exception cref="MilvusException">It has failed.</exception>
    internal void CheckFailure(TransferVerification level)
    {
        if (_ledger is not null)
        {
            FailedVerification.Check(_ledger.FindStep, string.Empty, level);
        }
    }

    /// <summary>Records that the rows are not those of the files, so that a weaker verification does not hide it.</summary>
    internal void RecordFailure(TransferVerification level, MilvusException failure)
    {
        if (_ledger is not null)
        {
            FailedVerification.Record(_ledger, string.Empty, level, failure);
        }
    }

    /// <summary>Records that only the verification is left.</summary>
    internal void RecordAllSent() => _ledger?.RecordStep(AllSent);

    internal void Complete() => _ledger?.Complete();

    private string Name => string.Create(CultureInfo.InvariantCulture, $"from row {ReadBefore + 1}");
}
