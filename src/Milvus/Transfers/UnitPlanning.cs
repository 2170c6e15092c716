using System.Runtime.CompilerServices;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Transfers;

/// <summary>
/// Divides the rows of a source into units by reading its keys. Units are given while the keys are read, so that their rows travel
/// meanwhile. Each begins after the last key of the unit before, so rows that are written later belong to one of them, too.
/// </summary>
internal sealed class UnitPlanning(TransferSide source, TransferLedger ledger, IReadOnlyList<string?> partitions)
{
    /// <summary>The step of the ledger that says that all units are planned.</summary>
    internal const string Done = "planned";

    // Few enough that a repeated unit is cheap and that all workers are busy, many enough that its lines in the ledger cost little.
    private const int PagesOfUnit = 2;
    private const int MinUnitRows = 1000;

    /// <summary>The units that an earlier run recorded, then new ones.</summary>
    internal async IAsyncEnumerable<TransferUnit> PlanAsync([EnumeratorCancellation] CancellationToken token)
    {
        var recorded = ledger.Units.Select(unit => new TransferUnit(unit)).ToList();
        foreach (var unit in recorded)
        {
            yield return unit;
        }

        if (ledger.FindStep(Done) is not null)
        {
            yield break;
        }

        var number = recorded.Count;
        var last = recorded.LastOrDefault()?.Range;
        var rest = last is null ? partitions : [.. partitions.SkipWhile(partition => partition != last.Partition)];
        foreach (var partition in rest)
        {
            var after = last is not null && partition == last.Partition ? last.Through : null;
            await foreach (var (range, keys) in DivideAsync(new TransferRange(partition, after, null), token).ConfigureAwait(false))
            {
                yield return TransferUnit.Plan(ledger, ++number, range, keys);
            }
        }

        ledger.RecordStep(Done);
    }

    private async IAsyncEnumerable<(TransferRange Range, long Keys)> DivideAsync(
        TransferRange all,
        [EnumeratorCancellation] CancellationToken token)
    {
        var (after, through, keys) = (all.After, (object?)null, 0L);
        await foreach (var page in source.ReadAsync(all, keysOnly: true, token).ConfigureAwait(false))
        {
            foreach (var (last, rows) in Cut(page))
            {
                (through, keys) = (last, keys + rows);
                if (keys >= UnitRows && !KeyGroup.HasNul(through))
                {
                    yield return (all with { After = after, Through = through }, keys);
                    (after, keys) = (through, 0);
                }
            }
        }

        if (keys > 0)
        {
            // A filter cannot contain NUL, so such a unit has no end.
            yield return (all with { After = after, Through = KeyGroup.HasNul(through) ? null : through }, keys);
        }
    }

    private long UnitRows => Math.Max(MinUnitRows, PagesOfUnit * source.Sizing.Rows);

    // A page of keys can have more rows than a unit.
    private IEnumerable<(object Last, int Rows)> Cut(RowPage page)
    {
        for (var row = 0; row < page.Count;)
        {
            var rows = (int)Math.Min(UnitRows, page.Count - row);
            row += rows;
            yield return (page.GetKey(row - 1), rows);
        }
    }
}
