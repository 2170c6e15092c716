using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>
/// The warning of a transfer whose source has keys more than once. A read returns one row of each key, so the target has one row of each,
/// and only a count sees the others.
/// </summary>
internal static class DoubledSource
{
    /// <summary>Warns if the source has more rows than were read because of such keys.</summary>
    /// <param name="source">The source.</param>
    /// <param name="partitions">Its partitions that were read; null is the whole collection.</param>
    /// <param name="rows">The number of rows that the source counts, and of those that were read.</param>
    /// <param name="target">What has these rows, for the text.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Whether the source has such keys.</returns>
    internal static async Task<bool> WarnAsync(
        TransferSide source, IEnumerable<string?> partitions, (long Counted, long Read) rows, string target, CancellationToken token)
    {
        if (rows.Counted <= rows.Read)
        {
            return false;
        }

        await source.ContinueAsync(token).ConfigureAwait(false);
        var keys = new List<object>();
        foreach (var range in partitions.Select(partition => new TransferRange(partition, null, null)))
        {
            keys.AddRange((await DoubledRows.FindAsync(source, range, token).ConfigureAwait(false)).Except(keys));
            if (keys.Count >= DoubledRows.MaxFound)
            {
                break;
            }
        }

        if (keys.Count == 0)
        {
            // Other clients have written meanwhile.
            return false;
        }

        source.Call.Warnings.Enqueue(
            string.Create(
                CultureInfo.InvariantCulture, $"{source.Schema.Name} counts {rows.Counted:N0} {Counts.Noun(rows.Counted, "row")}, but ")
                + $"{DoubledRows.CountText(keys.Count)} stored more than once: {DifferenceText.List(keys)}. A read returns one row of each "
                + string.Create(CultureInfo.InvariantCulture, $"key, so {target} has {rows.Read:N0} {Counts.Noun(rows.Read, "row")}. ")
                + "Set-MilvusEntity with a row of such a key, and with its -Partition, leaves this row only. Rows of the key in other "
                + "partitions stay.");
        return true;
    }
}
