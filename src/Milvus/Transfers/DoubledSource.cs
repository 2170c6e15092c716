using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// The warning of a transfer whose source has keys more than once. A read returns one row of each key, so the target has one row of each,
/// and only a count sees the others.
/// </summary>
internal static class DoubledSource
{
    /// <summary>Counts the source, and warns if it has more rows than were read because of such keys.</summary>
    /// <param name="source">The source.</param>
    /// <param name="partitions">Its partitions that were read; null is the whole collection.</param>
    /// <param name="rows">The number of rows that were read.</param>
    /// <param name="target">What has these rows, for the text.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Whether the source has such keys.</returns>
    internal static async Task<bool> WarnAsync(
        TransferSide source, IEnumerable<string?> partitions, long rows, string target, CancellationToken token)
    {
        var ranges = partitions.Select(partition => new TransferRange(partition, null, null)).ToList();
        var counted = 0L;
        foreach (var range in ranges)
        {
            counted += await source.CountAsync(range, token).ConfigureAwait(false);
        }

        if (counted <= rows)
        {
            return false;
        }

        var keys = new List<object>();
        foreach (var range in ranges)
        {
            keys.AddRange(await DoubledRows.FindAsync(source, range, token).ConfigureAwait(false));
        }

        if (keys.Count == 0)
        {
            // Other clients have written meanwhile.
            return false;
        }

        source.Call.Warnings.Enqueue(
            string.Create(CultureInfo.InvariantCulture, $"{source.Schema.Name} counts {counted:N0} {Counts.Noun(counted, "row")}, but ")
                + $"{DoubledRows.CountText(keys.Count)} stored more than once: {DifferenceText.List(keys)}. A read returns one row of each "
                + string.Create(CultureInfo.InvariantCulture, $"key, so {target} has {rows:N0} {Counts.Noun(rows, "row")}. ")
                + "Set-MilvusEntity with a row of such a key leaves this row only.");
        return true;
    }
}
