using System.Globalization;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.Commands.Entities;

/// <summary>
/// The checkpoint file of a read: a ledger with the read, and for each page the timestamp of the snapshot, the key of the last row that was
/// output, and the number of output rows. A position is recorded after each page, and when the pipeline ends within a page.
/// </summary>
internal sealed class ReadCheckpoint : IDisposable
{
    private const string Step = "position";

    private readonly TransferLedger _ledger;

    private ReadCheckpoint(TransferLedger ledger)
    {
        _ledger = ledger;
        if (ledger.FindStep(Step) is { } last)
        {
            Position = new ReadPosition(last.Find("after"), (ulong)last.GetNumber("session"));
            Rows = last.GetNumber("rows");
        }
    }

    /// <summary>The position to continue from; null at the beginning.</summary>
    internal ReadPosition? Position { get; private set; }

    /// <summary>The number of rows that were output.</summary>
    internal long Rows { get; private set; }

    /// <exception cref="MilvusException">The file belongs to another read, is in use, or is not a checkpoint.</exception>
    internal static ReadCheckpoint Open(string path, CheckpointedRead read)
    {
        var plan = new TransferPlan(
            "read",
            ("the server", read.Server),
            ("the database", read.Database),
            ("the collection", read.Collection),
            ("the id of the collection", read.CollectionId.ToString(CultureInfo.InvariantCulture)),
            ("-Filter", read.Filter),
            ("the values of -FilterParameter", read.FilterValues),
            ("-Partition", read.Partition),
            ("-Namespace", read.Namespace),
            ("-TimeZone", read.TimeZone));
        try
        {
            return new ReadCheckpoint(TransferLedger.Open(path, plan));
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.LedgerMismatch)
        {
            throw failure.With(failure.Message, action: "Remove the file to read from the beginning, or use another file.");
        }
    }

    internal void Save(ReadPosition position, int rows)
    {
        Rows += rows;
        Position = position;
        var facts = new LedgerFacts { { "session", (long)position.Session }, { "rows", Rows } };
        facts.AddKey("after", position.After);
        try
        {
            _ledger.RecordStep(Step, facts);
        }
        catch (MilvusException failure)
        {
            throw failure.With($"The checkpoint cannot be written. {failure.Message}");
        }
    }

    internal void Remove() => _ledger.Complete();

    public void Dispose() => _ledger.Dispose();
}
