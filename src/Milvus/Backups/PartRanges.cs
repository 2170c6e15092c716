using System.Globalization;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>The ranges of rows that belong to the parts of a backup, and their keys as the manifest has them.</summary>
internal static class PartRanges
{
    /// <summary>
    /// The ranges of the parts of a collection. The last range of a partition has no end, so that no row is between two ranges.
    /// </summary>
    internal static IReadOnlyList<TransferRange> Of(ManifestCollection collection, Field key)
    {
        var ranges = new TransferRange[collection.Parts.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            var part = collection.Parts[i];
            var isFirst = i == 0 || collection.Parts[i - 1].Partition != part.Partition;
            var isLast = i == ranges.Length - 1 || collection.Parts[i + 1].Partition != part.Partition;
            ranges[i] = new TransferRange(
                part.Partition,
                isFirst ? null : ParseKey(collection.Parts[i - 1].LastKey!, key),
                isLast ? null : ParseKey(part.LastKey!, key));
        }

        return ranges;
    }

    /// <summary>A key as text.</summary>
    internal static string ToText(object key) => Convert.ToString(key, CultureInfo.InvariantCulture)!;

    /// <summary>The key of a text.</summary>
    internal static object ParseKey(string text, Field key) =>
        key.Type == DataType.VarChar ? text : long.Parse(text, CultureInfo.InvariantCulture);
}
