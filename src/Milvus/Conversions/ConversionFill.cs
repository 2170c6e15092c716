using System.Globalization;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Transfers;

namespace Milvus.Conversions;

/// <summary>
/// Fills the new collection. The old one is read in ranges of keys with a digest each: a range that has changed is converted again. The
/// script runs on the pipeline thread, so calls are awaited there.
/// </summary>
internal sealed class ConversionFill(
    MilvusClient client,
    CallContext call,
    Collection source,
    Collection target,
    RowTransform transform,
    ConversionWait wait,
    ConversionLedger ledger,
    int batchSize)
{
    private const int KeysOfDelete = 10_000;

    private readonly List<ConvertedRange> _ranges = [.. ledger.Read()];
    private readonly ConversionPartitions _partitions = new(client, call, source, target, wait);
    private readonly HashSet<object> _made = [];
    private readonly RowConversion _conversion = new(client, call, source, target, transform, wait, batchSize);
    private readonly RowDigester _ofTarget = new(target, withKey: target.PrimaryKey is not { AutoId: true });

    /// <summary>The keys of all new rows; empty if the server makes them.</summary>
    internal IReadOnlySet<object> Keys => _made;

    /// <summary>The number of rows that were read in all passes.</summary>
    internal long Read => _ranges.Sum(range => range.Read);

    /// <summary>The number of rows that were acknowledged in all passes.</summary>
    internal long Acknowledged => _ranges.Sum(range => range.Acknowledged);

    /// <summary>Whether a row could not be converted, so that the command must be corrected.</summary>
    internal bool HasRefused => _conversion.HasRefused;

    /// <summary>The number of new rows.</summary>
    internal long Rows => _ranges.Sum(range => range.Made.Rows);

    /// <summary>The digest of the new rows.</summary>
    internal RowDigest Made => _ranges.Aggregate(RowDigest.Empty, (sum, range) => sum + range.Made);

    /// <summary>Converts all rows that an earlier run has not converted.</summary>
    internal void Fill()
    {
        RemoveDoubtful();
        if (target.PrimaryKey is not { AutoId: true })
        {
            _made.UnionWith(_ranges.Where(range => !range.IsInDoubt).SelectMany(range => range.Keys));
        }

        var partitions = _partitions.Follow(_ranges);
        foreach (var range in _ranges.Where(range => range.IsInDoubt))
        {
            range.Keys.Clear();
            Repeat(range);
            range.IsInDoubt = false;
        }

        foreach (var partition in partitions)
        {
            // Ranges take long, and another client may have removed it meanwhile.
            if (!_partitions.Follow(_ranges).Contains(partition))
            {
                continue;
            }

            var range = _ranges.LastOrDefault(earlier => earlier.Partition == partition);
            while (range is null or { Through: not null })
            {
                range = new ConvertedRange { Partition = partition, After = range?.Through };
                ledger.RecordSent(range);
                Convert(range, isNew: true);
                ledger.RecordDone(range);
                _ranges.Add(range);
            }
        }
    }

    /// <exception cref="MilvusException">The old collection has rows, but the script block has left out all of them.</exception>
    internal void CheckNotEmpty()
    {
        if (Rows == 0 && Read > 0)
        {
            throw _conversion.Refuse(transform.RefuseEmpty(Read));
        }
    }

    /// <summary>Warns if the old collection has keys more than once.</summary>
    internal void WarnOfDoubledKeys() => wait.Run(async token =>
    {
        var side = new TransferSide(client, call, source, batchSize);
        var counted = await side.CountAsync([null], token).ConfigureAwait(false);
        return await DoubledSource
            .WarnAsync(side, [null], (counted, _ranges.Sum(range => range.Source.Rows)), target.Name, token)
            .ConfigureAwait(false);
    });

    /// <summary>Converts the ranges again that have changed since they were read.</summary>
    /// <returns>The number of such ranges.</returns>
    internal int CatchUp()
    {
        var changed = FindChanged();
        foreach (var range in changed)
        {
            ledger.RecordSent(range);
            Delete(range.Keys);
            _made.ExceptWith(range.Keys);
            range.Keys.Clear();
            Repeat(range);
        }

        return changed.Count;
    }

    private void Repeat(ConvertedRange range)
    {
        range.Made = RowDigest.Empty;
        Convert(range, isNew: false);
        ledger.RecordDone(range);
    }

    // Nobody else writes to the new collection before the aliases move, so the rows that no range has are of an interrupted run.
    private void RemoveDoubtful()
    {
        if (!ledger.HasRanges)
        {
            return;
        }

        var known = _ranges.Where(range => !range.IsInDoubt).SelectMany(range => range.Keys).ToHashSet();
        foreach (var keys in wait.Run(token => FindOthersAsync(known, token)).Chunk(KeysOfDelete))
        {
            Delete(keys);
        }
    }

    private async Task<List<object>> FindOthersAsync(HashSet<object> known, CancellationToken token)
    {
        var others = new List<object>();
        var pages = new TransferRange(null, null, null).ReadAsync(client, call, target, keysOnly: true, token);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            others.AddRange(page.OwnKeys.Where(key => !known.Contains(key)));
        }

        return others;
    }

    /// <summary>The ranges that have changed since they were read, and those of partitions that were made meanwhile.</summary>
    internal IReadOnlyList<ConvertedRange> FindChanged()
    {
        var known = _ranges.Select(range => range.Partition).ToHashSet();
        _ranges.AddRange(_partitions.Follow(_ranges)
            .Where(partition => !known.Contains(partition))
            .Select(partition => new ConvertedRange { Partition = partition }));
        return [.. _ranges.Where(range => wait.Run(token => _conversion.DigestAsync(range, token)) != range.Source)];
    }

    /// <summary>
    /// Brings over what was written to the old collection between the last pass and the switch of the alias. Rows of the new collection
    /// are not overwritten, because writers use it already.
    /// </summary>
    /// <returns>The keys of rows that changed, and were not brought over.</returns>
    internal IReadOnlyList<object> BringRest(IReadOnlyList<ConvertedRange> changed)
    {
        var left = new List<object>();
        foreach (var range in changed)
        {
            if (range.IsRestInDoubt)
            {
                // An earlier run may have brought some of these rows over.
                left.AddRange(range.Keys);
                continue;
            }

            ledger.RecordSent(range, isRest: true);
            var before = range.Keys.ToHashSet();
            var now = new HashSet<object>();
            if (target.PrimaryKey is { AutoId: true })
            {
                // The new rows come before the old ones go, so that no read finds fewer.
                range.Keys.Clear();
                Convert(range, isNew: false);
                Delete([.. before]);
                ledger.RecordDone(range);
                continue;
            }

            _made.ExceptWith(before);
            foreach (var (batch, _) in _conversion.Read(range, isNew: false))
            {
                var keys = Enumerable.Range(0, batch.Count).Select(row => batch.GetKey(row)).ToList();
                now.UnionWith(keys.OfType<object>());
                var added = Enumerable.Range(0, batch.Count).Where(row => !before.Contains(keys[row]!) && _made.Add(keys[row]!)).ToList();
                if (added.Count > 0)
                {
                    Send(batch.Select(added), range);
                }

                left.AddRange(keys.OfType<object>().Except(added.Select(row => keys[row]!)));
            }

            Delete([.. before.Where(key => !now.Contains(key))]);
            ledger.RecordDone(range);
        }

        return left;
    }

    private void Convert(ConvertedRange range, bool isNew)
    {
        foreach (var (batch, origins) in _conversion.Read(range, isNew))
        {
            CheckKeys(batch, origins);
            Send(batch, range);
        }
    }

    // A collection can store a key twice, and reads return it once: a row would be lost.
    private void CheckKeys(RowBatch batch, List<object> origins)
    {
        if (target.PrimaryKey is { AutoId: true })
        {
            return;
        }

        for (var row = 0; row < batch.Count; row++)
        {
            var key = batch.GetKey(row)!;
            if (!_made.Add(key))
            {
                throw _conversion.Refuse(new MilvusException(
                    MilvusErrorId.TransferMismatch,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Two rows for {target.Name} have the key {key}. The second one is made from the row of {source.Name} with the key "
                            + $"{origins[row]}."))
                {
                    RecommendedAction =
                        "Each row of the new collection needs a key of its own: change -Transform or the key of -Schema.",
                });
            }
        }
    }

    private void Send(RowBatch batch, ConvertedRange range)
    {
        var write = new RowWrite { Partition = _partitions.Find(range) };
        var answer = wait.Run(token => client.InsertAsync(call, target.Name, write, batch, token));
        if (answer.InsertCount != batch.Count)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counts.ToText(batch.Count, "row was", "rows were")} sent to {target.Name}, but the server "
                        + $"acknowledged {answer.InsertCount:N0}."));
        }

        range.Acknowledged += answer.InsertCount;
        range.Made += _ofTarget.Digest(batch);
        range.Keys.AddRange(target.PrimaryKey is { AutoId: true }
            ? answer.Id.Cast<object>()
            : Enumerable.Range(0, batch.Count).Select(row => batch.GetKey(row)!));
        wait.Report(string.Create(CultureInfo.InvariantCulture, $"{Acknowledged:N0} {Counts.Noun(Acknowledged, "row")}"));
    }

    private void Delete(IReadOnlyList<object> keys)
    {
        if (keys.Count > 0)
        {
            wait.Run(token => client.DeleteAsync(call, target.Name, null, keys, null, null, token));
        }
    }
}
