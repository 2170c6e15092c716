using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Core.Calls;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>Finds the rows in which a collection and a Parquet file of a backup differ.</summary>
internal static class PartDifferences
{
    internal static async Task<IReadOnlyList<RowDifference>> FindAsync(
        MilvusClient client,
        CallContext call,
        Collection schema,
        TransferRange range,
        string file,
        bool keysOnly,
        CancellationToken token)
    {
        var digester = new RowDigester(schema, keysOnly);
        var (inFile, differences) = Read(schema, digester, range, file, token);
        var found = new HashSet<object>();
        await foreach (var page in range.ReadAsync(client, call, schema, keysOnly, token).ConfigureAwait(false))
        {
            var hashes = digester.Hash(page);
            for (var row = 0; row < page.Count; row++)
            {
                var key = page.GetKey(row);
                if (!found.Add(key))
                {
                    differences.Add(new(DifferenceKind.Doubled, key, NameOf(range)));
                }
                else if (!inFile.TryGetValue(key, out var expected))
                {
                    differences.Add(new(DifferenceKind.Unexpected, key, NameOf(range)));
                }
                else if (expected != hashes[row])
                {
                    differences.Add(new(DifferenceKind.Changed, key, NameOf(range)));
                }
            }
        }

        differences.AddRange(
            inFile.Keys.Where(key => !found.Contains(key)).Select(key => new RowDifference(DifferenceKind.Missing, key, NameOf(range))));
        return differences;
    }

    private static (Dictionary<object, UInt128> Hashes, List<RowDifference> Doubled) Read(
        Collection schema, RowDigester digester, TransferRange range, string file, CancellationToken token)
    {
        var hashes = new Dictionary<object, UInt128>();
        var doubled = new List<RowDifference>();
        foreach (var batch in new PartReader(file, schema).Read(null, token))
        {
            var some = digester.Hash(batch);
            for (var row = 0; row < batch.Count; row++)
            {
                if (!hashes.TryAdd(batch.GetKey(row)!, some[row]))
                {
                    doubled.Add(new(DifferenceKind.Doubled, batch.GetKey(row)!, NameOf(range)));
                }
            }
        }

        return (hashes, doubled);
    }

    // Most collections have only the default partition, whose name would say nothing.
    private static string? NameOf(TransferRange range) => range.Partition == "_default" ? null : range.Partition;
}
