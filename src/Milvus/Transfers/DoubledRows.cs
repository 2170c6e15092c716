namespace Milvus.Transfers;

/// <summary>
/// Finds rows that a collection has more than once. A read returns a key once, but a count counts each row, so a part with more rows than
/// keys has a doubled row: parts are halved until the keys are found.
/// </summary>
internal static class DoubledRows
{
    private const int MaxFound = 100;
    private const int KeysOfCount = 1000;

    /// <summary>The keys of a range that are there more than once; at most some, because each needs several counts.</summary>
    internal static async Task<IReadOnlyList<object>> FindAsync(TransferSide side, TransferRange range, CancellationToken token)
    {
        var found = new List<object>();
        await foreach (var page in side.ReadAsync(range, keysOnly: true, token).ConfigureAwait(false))
        {
            foreach (var keys in page.OwnKeys.Chunk(KeysOfCount))
            {
                await HalveAsync(keys).ConfigureAwait(false);
            }
        }

        return found;

        async Task HalveAsync(ArraySegment<object> keys)
        {
            if (found.Count >= MaxFound || await side.CountKeysAsync(keys, range.Partition, token).ConfigureAwait(false) <= keys.Count)
            {
                return;
            }

            if (keys.Count == 1)
            {
                found.Add(keys[0]);
                return;
            }

            await HalveAsync(keys[..(keys.Count / 2)]).ConfigureAwait(false);
            await HalveAsync(keys[(keys.Count / 2)..]).ConfigureAwait(false);
        }
    }
}
