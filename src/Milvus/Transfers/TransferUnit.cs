using System.Globalization;

namespace Milvus.Transfers;

/// <summary>A unit of a copy: a range of keys, as the ledger has it.</summary>
internal sealed class TransferUnit
{
    /// <summary>Whether the rows of the range are deleted from the target before they are sent again.</summary>
    internal const string ClearFact = "clear";

    /// <summary>The last key of the range whose row is stored in the target, with all before it.</summary>
    internal const string DoneFact = "done";

    private readonly LedgerUnit _recorded;

    internal TransferUnit(LedgerUnit recorded)
    {
        _recorded = recorded;
        Range = new TransferRange(
            recorded.Facts.Find("partition") as string,
            recorded.Facts.Find("after"),
            recorded.Facts.Find("through"));
    }

    internal string Name => _recorded.Name;

    internal TransferRange Range { get; }

    /// <summary>The rows that are not stored yet.</summary>
    internal TransferRange Remaining => !MustClear && Facts.Find(DoneFact) is { } done ? Range with { After = done } : Range;

    internal UnitState State => _recorded.State;

    internal LedgerFacts Facts => _recorded.Facts;

    /// <summary>The number of rows that were found when the range was planned.</summary>
    internal long Keys => Facts.GetNumber("keys");

    /// <summary>Whether its rows must be cleared in the target first: a verification found that they differ.</summary>
    internal bool MustClear => Facts.Find(ClearFact) is true;

    /// <summary>Records a new unit.</summary>
    internal static TransferUnit Plan(TransferLedger ledger, int number, TransferRange range, long keys)
    {
        var facts = new LedgerFacts { { "keys", keys } };
        if (range.Partition is not null)
        {
            facts.Add("partition", range.Partition);
        }

        facts.AddKey("after", range.After);
        facts.AddKey("through", range.Through);
        return new(ledger.RecordUnit(number.ToString(CultureInfo.InvariantCulture), UnitState.Planned, facts));
    }
}
