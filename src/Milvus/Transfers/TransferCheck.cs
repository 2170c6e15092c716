using System.Collections.Concurrent;
using System.Globalization;
using Milvus.Client.Values;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// Verifies that the target of a copy has the rows of its source. Counts come first. Ranges whose counts or digests differ are compared row
/// by row, and their units are marked in the ledger, so that the same command transfers them again.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="target">The target.</param>
/// <param name="partitions">The partitions that were copied; null is the whole collection.</param>
/// <param name="expected">The number of rows that the source counts.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="tally">The numbers of rows, and the progress.</param>
internal sealed class TransferCheck(
    TransferSide source,
    TransferSide target,
    IReadOnlyList<string?> partitions,
    long expected,
    TransferLedger ledger,
    TransferTally tally)
{
    private readonly ConcurrentBag<RowDifference> _differences = [];
    private long _compared;

    /// <summary>The number of rows that were counted in the target.</summary>
    internal long Counted { get; private set; }

    /// <summary>The number of rows whose keys or values were compared; null if none were.</summary>
    internal long? Compared { get; private set; }

    /// <exception cref="MilvusException">Rows differ.</exception>
    internal async Task RunAsync(TransferVerification level, int parallel, CancellationToken token)
    {
        await source.ContinueAsync(token).ConfigureAwait(false);
        await target.BeginAsync(token).ConfigureAwait(false);
        var units = ledger.Units.Select(unit => new TransferUnit(unit)).ToList();
        var keysOnly = level != TransferVerification.Full;
        if (level == TransferVerification.Count)
        {
            Counted = await target.CountAsync(partitions, token).ConfigureAwait(false);
            if (expected == Counted)
            {
                await CheckOthersAsync(token).ConfigureAwait(false);
                return;
            }

            // Only ranges whose numbers of rows differ can explain it.
            units = await FindUnequalAsync(units, parallel, token).ConfigureAwait(false);
        }

        await CompareAsync(units, new RangeComparison(source, target, keysOnly), parallel, token).ConfigureAwait(false);
        Compared = _compared;
        await CheckRestAsync(token).ConfigureAwait(false);
        await CheckDoubledAsync(parallel, token).ConfigureAwait(false);
        if (!_differences.IsEmpty)
        {
            throw DifferenceText.CreateError(
                source.Schema.Name,
                target.Schema.Name,
                [.. _differences.OrderBy(difference => difference.Key, RowKeyOrder.Instance)]);
        }

        await CheckOthersAsync(token).ConfigureAwait(false);
        var isDoubled = await DoubledSource.WarnAsync(source, partitions, (expected, Counted), "its copy", token).ConfigureAwait(false);
        if (level == TransferVerification.Count && !isDoubled)
        {
            source.Call.Warnings.Enqueue(string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Schema.Name} counts {Counts.ToText(expected, "row")}, and its copy {Counted:N0}, but both have "
                    + $"the same keys: the source was written meanwhile."));
        }
    }

    private async Task<List<TransferUnit>> FindUnequalAsync(IReadOnlyList<TransferUnit> units, int parallel, CancellationToken token)
    {
        var unequal = new ConcurrentBag<TransferUnit>();
        await ForEachAsync(units, parallel, async (unit, stop) =>
        {
            var there = await source.CountAsync(unit.Range, stop).ConfigureAwait(false);
            var here = await target.CountAsync(unit.Range, stop).ConfigureAwait(false);
            if (there != here)
            {
                unequal.Add(unit);
            }
        }, token).ConfigureAwait(false);
        return [.. unequal];
    }

    private Task CompareAsync(IReadOnlyList<TransferUnit> units, RangeComparison comparison, int parallel, CancellationToken token) =>
        ForEachAsync(units, parallel, async (unit, stop) =>
        {
            var (there, here) = await comparison.DigestAsync(unit.Range, stop).ConfigureAwait(false);
            var rows = Interlocked.Add(ref _compared, there.Rows);
            tally.Show(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {Counts.Noun(rows, "row")} compared"));
            if (there == here)
            {
                ledger.RecordUnit(unit.Name, UnitState.Digested, new LedgerFacts { { "digest", there.ToString() } });
                return;
            }

            Report(unit, await comparison.FindAsync(unit.Range, stop).ConfigureAwait(false));
        }, token);

    // Rows behind the last unit were written to the source later, and must not be in the target.
    private async Task CheckRestAsync(CancellationToken token)
    {
        foreach (var partition in partitions)
        {
            var last = ledger.Units.Select(unit => new TransferUnit(unit).Range).LastOrDefault(range => range.Partition == partition);
            if (last is { Through: null })
            {
                // The rest is a unit already.
                continue;
            }

            var rest = new TransferRange(partition, last?.Through, null);
            var found = false;
            await foreach (var page in target.ReadAsync(rest, keysOnly: true, token).ConfigureAwait(false))
            {
                found |= page.Count > 0;
                foreach (var key in page.OwnKeys)
                {
                    _differences.Add(new(DifferenceKind.Unexpected, key, partition));
                }
            }

            if (found)
            {
                MarkRest(partition, last);
            }
        }
    }

    // Rows of partitions that the copy does not have, and rows that its filter does not select.
    private async Task CheckOthersAsync(CancellationToken token)
    {
        var whole = await target.CountWholeAsync(token).ConfigureAwait(false);
        if (whole > Counted)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{target.Schema.Name} has {Counts.ToText(whole, "row")}, but {Counted:N0} are of the copy: other clients have written "
                        + $"{Counts.ToText(whole - Counted, "row")} to other partitions, or rows beyond the filter."))
            {
                RecommendedAction = $"Remove these rows from {target.Schema.Name}, and repeat the command.",
            };
        }
    }

    private void MarkRest(string? partition, TransferRange? last)
    {
        var facts = new LedgerFacts { { TransferUnit.ClearFact, true } };
        facts.AddKey("after", last?.Through);
        if (partition is not null)
        {
            facts.Add("partition", partition);
        }

        ledger.RecordUnit($"rest of {partition ?? "all"}", UnitState.Sent, facts);
    }

    // The number of all rows is compared with the number of their keys: only a count sees a row twice.
    private async Task CheckDoubledAsync(int parallel, CancellationToken token)
    {
        var units = ledger.Units.Select(unit => new TransferUnit(unit)).ToList();
        Counted = await target.CountAsync(partitions, token).ConfigureAwait(false);
        if (Counted <= units.Sum(unit => unit.Facts.GetNumber("acknowledged")))
        {
            return;
        }

        await ForEachAsync(units, parallel, async (unit, stop) =>
        {
            var rows = await target.CountAsync(unit.Range, stop).ConfigureAwait(false);
            var keys = unit.Facts.GetNumber("acknowledged");
            if (rows > keys && await DoubledRows.FindAsync(target, unit.Range, stop).ConfigureAwait(false) is { Count: > 0 } doubled)
            {
                Report(unit, [.. doubled.Select(key => new RowDifference(DifferenceKind.Doubled, key, unit.Range.Partition))]);
            }
        }, token).ConfigureAwait(false);
    }

    private void Report(TransferUnit unit, IReadOnlyList<RowDifference> differences)
    {
        foreach (var difference in differences)
        {
            _differences.Add(difference);
        }

        if (differences.Count > 0)
        {
            ledger.RecordUnit(unit.Name, UnitState.Sent, new LedgerFacts { { TransferUnit.ClearFact, true } });
        }
    }

    private static Task ForEachAsync(
        IEnumerable<TransferUnit> units,
        int parallel,
        Func<TransferUnit, CancellationToken, Task> act,
        CancellationToken token) => Parallel.ForEachAsync(
            units,
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = token },
            async (unit, stop) => await act(unit, stop).ConfigureAwait(false));
}
