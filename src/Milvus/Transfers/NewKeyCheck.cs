using Milvus.Client.Digests;

namespace Milvus.Transfers;

/// <summary>
/// Verifies a copy whose rows have new keys. Rows cannot be found by their keys, so the digests of all rows without their keys are
/// compared, and if they differ, the hashes of the rows: those of one side that have no counterpart on the other one.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="target">The copy.</param>
/// <param name="partitions">The partitions that were copied; null is the whole collection.</param>
/// <param name="expected">The number of rows that the source counts.</param>
internal sealed class NewKeyCheck(TransferSide source, TransferSide target, IReadOnlyList<string?> partitions, long expected)
{
    private const long RowsOfPass = 4_000_000;

    private readonly RowDigester _ofSource = new(source.Schema, withKey: false);
    private readonly RowDigester _ofTarget = new(target.Schema, withKey: false);

    internal long Counted { get; private set; }

    internal long? Compared { get; private set; }

    /// <exception cref="MilvusException">Rows differ.</exception>
    internal async Task RunAsync(TransferVerification level, CancellationToken token)
    {
        await source.ContinueAsync(token).ConfigureAwait(false);
        await target.BeginAsync(token).ConfigureAwait(false);
        var differences = new List<RowDifference>();
        foreach (var range in partitions.Select(partition => new TransferRange(partition, null, null)))
        {
            // A row that is missing in a partition is not made up for by one too many in another.
            var inSource = partitions.Count == 1 ? expected : await source.CountAsync(range, token).ConfigureAwait(false);
            var inTarget = await target.CountAsync(range, token).ConfigureAwait(false);
            Counted += inTarget;
            var isEqual = inSource == inTarget;
            if (level == TransferVerification.Full)
            {
                var there = await DigestAsync(source, _ofSource, range, token).ConfigureAwait(false);
                isEqual &= there == await DigestAsync(target, _ofTarget, range, token).ConfigureAwait(false);
                Compared = (Compared ?? 0) + there.Rows;
            }

            if (!isEqual)
            {
                differences.AddRange(await FindAsync(range, Math.Max(inSource, inTarget), token).ConfigureAwait(false));
            }
        }

        await DoubledSource.WarnAsync(source, partitions, (expected, Counted), "its copy", token).ConfigureAwait(false);
        if (differences.Count > 0)
        {
            throw DifferenceText.CreateError(
                source.Schema.Name,
                target.Schema.Name,
                differences,
                "Repeat the command with -Force: rows with new keys are copied from the beginning.");
        }
    }

    private static async Task<RowDigest> DigestAsync(TransferSide side, RowDigester digester, TransferRange range, CancellationToken token)
    {
        var digest = RowDigest.Empty;
        await foreach (var page in side.ReadAsync(range, keysOnly: false, token).ConfigureAwait(false))
        {
            digest += digester.Digest(page);
        }

        return digest;
    }

    // Each pass looks at the hashes of one class, so that memory stays bounded.
    private async Task<IReadOnlyList<RowDifference>> FindAsync(TransferRange range, long rows, CancellationToken token)
    {
        var differences = new List<RowDifference>();
        var passes = (uint)(1 + (rows / RowsOfPass));
        for (var pass = 0u; pass < passes; pass++)
        {
            var open = new Dictionary<UInt128, List<object>>();
            await ForEachAsync(source, _ofSource, (key, hash) =>
            {
                if (!open.TryGetValue(hash, out var keys))
                {
                    open.Add(hash, keys = []);
                }

                keys.Add(key);
            }).ConfigureAwait(false);
            await ForEachAsync(target, _ofTarget, (key, hash) =>
            {
                if (open.TryGetValue(hash, out var keys) && keys.Count > 0)
                {
                    keys.RemoveAt(keys.Count - 1);
                }
                else
                {
                    differences.Add(new(DifferenceKind.Unexpected, key, range.Partition));
                }
            }).ConfigureAwait(false);
            differences.AddRange(
                open.Values.SelectMany(keys => keys).Select(key => new RowDifference(DifferenceKind.Missing, key, range.Partition)));

            async Task ForEachAsync(TransferSide side, RowDigester digester, Action<object, UInt128> act)
            {
                await foreach (var page in side.ReadAsync(range, keysOnly: false, token).ConfigureAwait(false))
                {
                    var hashes = digester.Hash(page);
                    for (var row = 0; row < page.Count; row++)
                    {
                        if ((uint)(hashes[row] % passes) == pass)
                        {
                            act(page.GetKey(row), hashes[row]);
                        }
                    }
                }
            }
        }

        return differences;
    }
}
