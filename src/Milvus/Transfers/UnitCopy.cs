using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// Copies units from one collection to another. The next page is read while one is sent, and several units travel at once.
/// </summary>
internal sealed class UnitCopy(TransferSide source, TransferSide target, PageWriter writer, TransferLedger ledger, TransferTally tally)
{
    private const string Read = "read";
    private const string Sent = "sent";
    private const string Acknowledged = "acknowledged";

    /// <summary>Copies all units that are not copied yet.</summary>
    /// <exception cref="MilvusException">A unit failed; the others are stopped, and the ledger has what is done.</exception>
    internal Task RunAsync(IAsyncEnumerable<TransferUnit> units, int parallel, CancellationToken token) => Parallel.ForEachAsync(
        units,
        new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = token },
        async (unit, stop) =>
        {
            if (unit.State >= UnitState.Acknowledged)
            {
                tally.AddEarlier(unit.Facts);
                return;
            }

            await CopyAsync(unit, stop).ConfigureAwait(false);
        });

    private async Task CopyAsync(TransferUnit unit, CancellationToken token)
    {
        // Some of its rows may be stored since an earlier run, even if the end of the ledger is lost.
        var again = ledger.IsContinued;
        if (unit.MustClear)
        {
            await ClearAsync(unit.Range, token).ConfigureAwait(false);
        }

        var range = unit.Remaining;
        var (read, sent, acknowledged) = (0L, 0L, 0L);
        if (range != unit.Range)
        {
            tally.AddEarlier(unit.Facts);
            (read, sent, acknowledged) = (unit.Facts.GetNumber(Read), unit.Facts.GetNumber(Sent), unit.Facts.GetNumber(Acknowledged));
        }

        ledger.RecordUnit(unit.Name, UnitState.Sent);
        var newKeys = new KeyRuns();
        var pages = source.ReadAsync(range, keysOnly: false, token).GetAsyncEnumerator(token);
        await using (pages.ConfigureAwait(false))
        {
            for (var more = await pages.MoveNextAsync().ConfigureAwait(false); more;)
            {
                var page = pages.Current;
                Count(ref read, page.Count, tally.AddRead);
                var writing = writer.WriteAsync(page, unit.Range.Partition, again, token);
                try
                {
                    more = await pages.MoveNextAsync().ConfigureAwait(false);
                }
                finally
                {
                    Count(ref sent, page.Count, tally.AddSent);
                    var stored = await writing.ConfigureAwait(false);
                    Count(ref acknowledged, stored.InsertCount + stored.UpsertCount, tally.AddAcknowledged);
                    newKeys.Add(stored.Id);
                    if (more && sent == acknowledged && !source.Key.AutoId)
                    {
                        // Keys of the server are recorded with the whole unit.
                        var done = CreateFacts(read, sent, acknowledged);
                        done.AddKey(TransferUnit.DoneFact, page.Keys![page.First + page.Count - 1]);
                        ledger.RecordUnit(unit.Name, UnitState.Sent, done);
                    }
                }
            }
        }

        CheckAcknowledged(sent, acknowledged);
        var facts = CreateFacts(read, sent, acknowledged);
        if (source.Key.AutoId && newKeys.ToString() is { Length: > 0 } runs)
        {
            facts.Add("stored", runs);
        }

        ledger.RecordUnit(unit.Name, UnitState.Acknowledged, facts);
    }

    private static LedgerFacts CreateFacts(long read, long sent, long acknowledged) => new()
    {
        { Read, read },
        { Sent, sent },
        { Acknowledged, acknowledged },
        { TransferUnit.ClearFact, false },
    };

    private static void Count(ref long sum, long rows, Action<long> tally)
    {
        sum += rows;
        tally(rows);
    }

    private void CheckAcknowledged(long sent, long acknowledged)
    {
        if (sent != acknowledged)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counts.ToText(sent, "row was", "rows were")} sent to {target.Schema.Name}, but the server "
                        + $"acknowledged {acknowledged:N0}."));
        }
    }

    // All rows of the range go, also those that the source does not have.
    private async Task ClearAsync(TransferRange range, CancellationToken token)
    {
        await foreach (var page in target.ReadAsync(range, keysOnly: true, token).ConfigureAwait(false))
        {
            await writer.DeleteAsync([.. page.OwnKeys], range.Partition, token).ConfigureAwait(false);
        }
    }
}
