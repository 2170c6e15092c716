using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Transfers;

/// <summary>
/// Compares a range of keys in source and target: first by digests, which need no memory, then, if they differ, row by row. A row that
/// differs is read a second time on both sides, because it may have changed between the reads.
/// </summary>
internal sealed class RangeComparison(TransferSide source, TransferSide target, bool keysOnly)
{
    private const int MaxPasses = 3;
    private const int KeysOfRead = 1000;
    private const int MaxKeysToReadAgain = 20_000;

    private readonly RowDigester _ofSource = new(source.Schema, keysOnly);
    private readonly RowDigester _ofTarget = new(target.Schema, keysOnly);

    /// <summary>The digests of the range in source and target; both are read at the same time.</summary>
    internal async Task<(RowDigest Source, RowDigest Target)> DigestAsync(TransferRange range, CancellationToken token)
    {
        var one = Task.Run(() => DigestAsync(source, _ofSource, range, token), token);
        var other = Task.Run(() => DigestAsync(target, _ofTarget, range, token), token);
        await Task.WhenAll(one, other).ConfigureAwait(false);
        return (await one.ConfigureAwait(false), await other.ConfigureAwait(false));
    }

    /// <summary>The rows of a range that differ.</summary>
    internal async Task<IReadOnlyList<RowDifference>> FindAsync(TransferRange range, CancellationToken token)
    {
        var there = await HashAsync(source.ReadAsync(range, keysOnly, token), _ofSource).ConfigureAwait(false);
        var here = await HashAsync(target.ReadAsync(range, keysOnly, token), _ofTarget).ConfigureAwait(false);
        var differences = Compare(there, here, range.Partition);
        for (var pass = 1; differences.Count is > 0 and <= MaxKeysToReadAgain && pass <= MaxPasses; pass++)
        {
            var before = there;
            var keys = differences.Select(difference => difference.Key).ToList();
            there = await HashKeysAsync(source, _ofSource, keys, range.Partition, token).ConfigureAwait(false);
            here = await HashKeysAsync(target, _ofTarget, keys, range.Partition, token).ConfigureAwait(false);
            var moved = keys.Where(key => !Same(before, there, key)).ToHashSet();
            differences = Compare(there, here, range.Partition);
            if (moved.Count == 0)
            {
                break;
            }

            if (pass == MaxPasses)
            {
                differences = differences.ConvertAll(difference =>
                    moved.Contains(difference.Key) ? difference with { Kind = DifferenceKind.Moving } : difference);
            }
        }

        return differences;
    }

    private static async Task<RowDigest> DigestAsync(TransferSide side, RowDigester digester, TransferRange range, CancellationToken token)
    {
        var digest = RowDigest.Empty;
        await foreach (var page in side.ReadAsync(range, digester.IsKeysOnly, token).ConfigureAwait(false))
        {
            digest += digester.Digest(page);
        }

        return digest;
    }

    private async Task<Dictionary<object, UInt128>> HashKeysAsync(
        TransferSide side,
        RowDigester digester,
        List<object> keys,
        string? partition,
        CancellationToken token)
    {
        var hashes = new Dictionary<object, UInt128>();
        foreach (var some in keys.Chunk(KeysOfRead))
        {
            var pages = side.ReadKeysAsync(some, partition, keysOnly, token);
            foreach (var (key, hash) in await HashAsync(pages, digester).ConfigureAwait(false))
            {
                hashes[key] = hash;
            }
        }

        return hashes;
    }

    private static async Task<Dictionary<object, UInt128>> HashAsync(IAsyncEnumerable<RowPage> pages, RowDigester digester)
    {
        var hashes = new Dictionary<object, UInt128>();
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var some = digester.Hash(page);
            for (var row = 0; row < page.Count; row++)
            {
                hashes[page.GetKey(row)] = some[row];
            }
        }

        return hashes;
    }

    private static List<RowDifference> Compare(
        Dictionary<object, UInt128> source,
        Dictionary<object, UInt128> target,
        string? partition)
    {
        var differences = new List<RowDifference>();
        foreach (var (key, hash) in source)
        {
            if (!target.TryGetValue(key, out var other))
            {
                differences.Add(new(DifferenceKind.Missing, key, partition));
            }
            else if (hash != other)
            {
                differences.Add(new(DifferenceKind.Changed, key, partition));
            }
        }

        differences.AddRange(
            target.Keys.Where(key => !source.ContainsKey(key)).Select(key => new RowDifference(DifferenceKind.Unexpected, key, partition)));
        return differences;
    }

    private static bool Same(Dictionary<object, UInt128> one, Dictionary<object, UInt128> other, object key) =>
        one.TryGetValue(key, out var first) == other.TryGetValue(key, out var second) && first == second;
}
