using System.Globalization;
using System.Text.Json;
using Milvus.Client.Digests;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>
/// The ranges of a conversion in its ledger, one unit for each. A range is recorded as sent before its rows change, and as acknowledged
/// with
/// the keys of its new rows. So after an interruption, each row of the new collection that no acknowledged range has is one in doubt.
/// </summary>
internal sealed class ConversionLedger(TransferLedger ledger)
{
    private const string KnownFact = "known";
    private const string RestFact = "rest";

    private readonly Dictionary<ConvertedRange, string> _names = [];

    /// <summary>Whether an earlier run has begun to fill the new collection.</summary>
    internal bool HasRanges => ledger.Units.Count > 0;

    /// <summary>The ranges of earlier runs whose limits are known.</summary>
    internal IReadOnlyList<ConvertedRange> Read()
    {
        var ranges = new List<ConvertedRange>();
        foreach (var unit in ledger.Units.Where(unit => unit.Facts.Find(KnownFact) is true))
        {
            var range = new ConvertedRange
            {
                Partition = unit.Facts.Find("partition") as string,
                After = unit.Facts.Find("after"),
                Through = unit.Facts.Find("through"),
                IsInDoubt = unit.State < UnitState.Acknowledged,
                IsRestInDoubt = unit.Facts.Find(RestFact) is true,
                Source = Parse(unit.Facts.GetText("source")),
                Made = Parse(unit.Facts.GetText("made")),
                Read = unit.Facts.GetNumber("read"),
                Acknowledged = unit.Facts.GetNumber("acknowledged"),
            };
            range.Keys.AddRange(ReadKeys(unit.Facts));
            _names.Add(range, unit.Name);
            ranges.Add(range);
        }

        return ranges;
    }

    /// <summary>Records that the rows of a range are about to change.</summary>
    /// <param name="range">The range.</param>
    /// <param name="isRest">Whether the new collection is in use already.</param>
    internal void RecordSent(ConvertedRange range, bool isRest = false) => ledger.RecordUnit(
        NameOf(range), UnitState.Sent, isRest ? new LedgerFacts { { RestFact, true } } : []);

    /// <summary>Records that a range is done.</summary>
    internal void RecordDone(ConvertedRange range)
    {
        var facts = new LedgerFacts
        {
            { KnownFact, true },
            { RestFact, false },
            { "source", range.Source.ToString() },
            { "made", range.Made.ToString() },
            { "read", range.Read },
            { "acknowledged", range.Acknowledged },
        };
        if (range.Partition is not null)
        {
            facts.Add("partition", range.Partition);
        }

        facts.AddKey("after", range.After);
        facts.AddKey("through", range.Through);
        WriteKeys(facts, range.Keys);
        ledger.RecordUnit(NameOf(range), UnitState.Acknowledged, facts);
    }

    private static RowDigest Parse(string text) => text.Length == 0 ? RowDigest.Empty : RowDigest.Parse(text);

    private static void WriteKeys(LedgerFacts facts, List<object> keys)
    {
        var runs = new KeyRuns();
        runs.Add(keys);
        facts.Add("runs", runs.ToString());
        facts.Add("texts", JsonSerializer.Serialize(keys.OfType<string>()));
    }

    private static IEnumerable<object> ReadKeys(LedgerFacts facts)
    {
        var runs = new KeyRuns();
        runs.Add(facts.GetText("runs"));
        return runs.Keys.Cast<object>().Concat(JsonSerializer.Deserialize<List<string>>(facts.GetText("texts"))!);
    }

    private string NameOf(ConvertedRange range)
    {
        if (!_names.TryGetValue(range, out var name))
        {
            _names.Add(range, name = (_names.Count + 1).ToString(CultureInfo.InvariantCulture));
        }

        return name;
    }
}
