using System.Globalization;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Transfers;

namespace Milvus.Commands.Entities;

/// <summary>
/// The ledger of an export: one unit for the rows of each commit of the incomplete file. It is created with the first commit, so that an
/// export of one unit has none.
/// </summary>
/// <param name="path">The ledger.</param>
/// <param name="plan">The export.</param>
internal sealed class ExportLedger(string path, TransferPlan plan) : IDisposable
{
    private TransferLedger? _ledger;

    internal string? Path => _ledger?.Path;

    /// <summary>The position of the last committed row; null to begin.</summary>
    internal ReadPosition? Position { get; private set; }

    /// <summary>The rows of the incomplete file.</summary>
    internal long Rows { get; private set; }

    /// <summary>The rows before the position that no file can have.</summary>
    internal long Refused { get; private set; }

    /// <summary>The partition of the position; null if all are read together.</summary>
    internal string? Partition { get; private set; }

    /// <summary>The end of the incomplete file.</summary>
    internal DraftEnd End { get; private set; }

    /// <summary>The digest of the rows of the incomplete file; empty if none was computed.</summary>
    internal string Digest { get; private set; } = string.Empty;

    public void Dispose() => _ledger?.Dispose();

    /// <summary>Opens an existing ledger.</summary>
    /// <param name="discard">Whether it is removed instead.</param>
    /// <exception cref="MilvusException">It belongs to another export, or another process has it open.</exception>
    internal void Open(bool discard)
    {
        if (!File.Exists(path))
        {
            return;
        }

        _ledger = TransferLedger.Open(path, plan, discard);
        if (_ledger.Units is [.., var last])
        {
            Rows = last.Facts.GetNumber("rows");
            Refused = last.Facts.GetNumber("refused");
            Partition = last.Facts.Find("partition") as string;
            End = new DraftEnd(last.Facts.GetNumber("length"), last.Facts.GetText("end"));
            Digest = last.Facts.GetText("digest");
            Position = new ReadPosition(
                last.Facts.Find("key")
                    ?? throw new MilvusException(MilvusErrorId.LedgerMismatch, $"The ledger '{path}' has a unit without a key."),
                unchecked((ulong)last.Facts.GetNumber("session")));
        }
    }

    /// <summary>Records that all rows up to a position are in the incomplete file.</summary>
    internal void Record((long Written, long Refused) rows, DraftEnd end, string? partition, ReadPosition position, string digest)
    {
        _ledger ??= TransferLedger.Open(path, plan);
        var facts = new LedgerFacts
        {
            { "rows", rows.Written },
            { "refused", rows.Refused },
            { "length", end.Length },
            { "end", end.Digest },
            { "session", unchecked((long)position.Session) },
        };
        facts.AddKey("key", position.After);
        facts.Add("digest", digest);
        if (partition is not null)
        {
            facts.Add("partition", partition);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"rows {Rows + 1} to {rows.Written}");
        _ledger.RecordUnit(name, UnitState.Acknowledged, facts);
        (Rows, Refused, End, Partition, Position) = (rows.Written, rows.Refused, end, partition, position);
    }

    internal void Complete() => _ledger?.Complete();
}
