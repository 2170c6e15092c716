using System.Globalization;
using Milvus.Client.Reads;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// Finds rows that a collection has more than once. A read returns a key once, but a count counts each row, so a part with more rows than
/// keys has a doubled row: parts are halved until the keys are found.
/// </summary>
internal static class DoubledRows
{
    /// <summary>The maximum number of keys to find, because each needs several counts.</summary>
    internal const int MaxFound = 100;

    private const int KeysOfCount = 1000;

    /// <summary>The keys of a range that are there more than once; at most some.</summary>
    internal static async Task<IReadOnlyList<object>> FindAsync(TransferSide side, TransferRange range, CancellationToken token)
    {
        var found = new List<object>();
        var after = range.After;
        await foreach (var page in side.ReadAsync(range, keysOnly: true, token).ConfigureAwait(false))
        {
            if (page.Count == 0)
            {
                continue;
            }

            var part = range with { After = after, Through = page.GetKey(page.Count - 1) };
            after = part.Through;

            // One count of a range is cheaper than several of lists of keys.
            if (!KeyGroup.HasNul(part.After)
                && !KeyGroup.HasNul(part.Through)
                && await side.CountAsync(part, token).ConfigureAwait(false) <= page.Count)
            {
                continue;
            }

            foreach (var keys in page.OwnKeys.Chunk(KeysOfCount))
            {
                foreach (var group in KeyGroup.Divide(side.Key, keys))
                {
                    await AddAsync(side, group, range.Partition, found, token).ConfigureAwait(false);
                }
            }

            if (found.Count >= MaxFound)
            {
                break;
            }
        }

        return found;
    }

    private static async Task AddAsync(
        TransferSide side, KeyGroup group, string? partition, List<object> found, CancellationToken token)
    {
        var read = group.Keys;
        if (group.IsPrefix)
        {
            // The filter matches keys of other pages, too.
            var matches = new List<object>();
            await foreach (var page in side.ReadMatchesAsync(group.Filter, partition, token).ConfigureAwait(false))
            {
                matches.AddRange(page.OwnKeys);
            }

            read = matches;
        }

        await AddAsync(side.Key, group, read, filter => side.CountMatchesAsync(filter, partition, token), found).ConfigureAwait(false);
    }

    /// <summary>The number of keys that a search has found, as the beginning of a sentence that ends with what they are.</summary>
    internal static string CountText(int found) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(found >= MaxFound ? "at least " : string.Empty)}{found:N0} {Counts.Noun(found, "key is", "keys are")}");

    /// <summary>The keys of a group that are there more than once; at most some.</summary>
    /// <param name="key">The primary key.</param>
    /// <param name="group">The group.</param>
    /// <param name="read">The keys that a read of the group has returned, each once.</param>
    /// <param name="count">Counts the rows of a filter.</param>
    internal static async Task<IReadOnlyList<object>> FindAsync(
        Field key,
        KeyGroup group,
        IReadOnlyCollection<object> read,
        Func<string, Task<long>> count)
    {
        var found = new List<object>();
        await AddAsync(key, group, read, count, found).ConfigureAwait(false);
        return found;
    }

    private static async Task AddAsync(
        Field key, KeyGroup group, IReadOnlyCollection<object> read, Func<string, Task<long>> count, List<object> found)
    {
        if (read.Count == 0 || found.Count >= MaxFound)
        {
            return;
        }

        var rows = await count(group.IsPrefix ? group.Filter : KeyFilter.WriteIn(key, read)).ConfigureAwait(false);
        if (!group.IsPrefix)
        {
            await HalveAsync(read.ToArray(), rows, some => count(KeyFilter.WriteIn(key, some)), found).ConfigureAwait(false);
        }
        else if (rows > read.Count)
        {
            // A filter cannot name one of the keys.
            found.AddRange(group.Keys.Except(found));
        }
    }

    /// <param name="keys">The keys.</param>
    /// <param name="rows">The number of their rows. The rows of one half are counted, and the other half has the rest.</param>
    /// <param name="count">Counts the rows of keys.</param>
    /// <param name="found">The keys that are there more than once.</param>
    private static async Task HalveAsync(
        ArraySegment<object> keys, long rows, Func<IReadOnlyCollection<object>, Task<long>> count, List<object> found)
    {
        if (found.Count >= MaxFound || rows <= keys.Count)
        {
            return;
        }

        if (keys.Count == 1)
        {
            found.Add(keys[0]);
            return;
        }

        var (first, second) = (keys[..(keys.Count / 2)], keys[(keys.Count / 2)..]);
        var inFirst = await count(first).ConfigureAwait(false);
        await HalveAsync(first, inFirst, count, found).ConfigureAwait(false);
        await HalveAsync(second, rows - inFirst, count, found).ConfigureAwait(false);
    }
}
