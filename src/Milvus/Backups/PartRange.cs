using System.Globalization;
using System.Runtime.CompilerServices;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Client.Filters;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Backups;

/// <summary>The rows of a collection that belong to a part: those after one key, up to another, in key order.</summary>
/// <param name="Partition">The partition; null for all.</param>
/// <param name="After">The key before the first row; null from the beginning.</param>
/// <param name="Through">The key of the last row; null to the end.</param>
internal sealed record PartRange(string? Partition, object? After, object? Through)
{
    private const int PageRows = 2000;

    /// <summary>
    /// The ranges of the parts of a collection. The last range of a partition has no end, so that no row is between two ranges.
    /// </summary>
    internal static IReadOnlyList<PartRange> Of(ManifestCollection collection, Field key)
    {
        var ranges = new PartRange[collection.Parts.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            var part = collection.Parts[i];
            var isFirst = i == 0 || collection.Parts[i - 1].Partition != part.Partition;
            var isLast = i == ranges.Length - 1 || collection.Parts[i + 1].Partition != part.Partition;
            ranges[i] = new PartRange(
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

    /// <summary>Reads the rows as they are now.</summary>
    internal async IAsyncEnumerable<RowPage> ReadAsync(
        MilvusClient client, CallContext call, Collection schema, bool keysOnly, [EnumeratorCancellation] CancellationToken token)
    {
        var key = schema.PrimaryKey!;
        var request = new QueryRequest
        {
            Filter = Through is null ? null : $"{key.Name} <= {FilterLiteral.Write(Through, key.Name)}",
            Partitions = Partition is null ? null : [Partition],
            OutputFields = keysOnly ? [key.Name] : null,
            PageSize = PageRows,
            From = After is null ? null : new ReadPosition(After, 0),
            ConsistencyLevel = "Strong",
        };
        await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    /// <summary>The digest of the rows as they are now.</summary>
    internal async Task<RowDigest> DigestAsync(
        MilvusClient client, CallContext call, Collection schema, RowDigester digester, bool keysOnly, CancellationToken token)
    {
        var digest = RowDigest.Empty;
        await foreach (var page in ReadAsync(client, call, schema, keysOnly, token).ConfigureAwait(false))
        {
            digest += digester.Digest(page);
        }

        return digest;
    }
}
