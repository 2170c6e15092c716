using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>
/// Reads the source of a backup a second time, and each file back from the disk. Files whose digests differ are written again, because rows
/// may have changed meanwhile.
/// </summary>
internal sealed class SecondRead(MilvusClient client, BackupCollection collection, string folder, bool keysOnly)
{
    private const int MaxPasses = 3;

    private readonly Collection _schema = collection.Blueprint.Collection;
    private readonly RowDigester _digester = new(collection.Blueprint.Collection, keysOnly);

    /// <summary>Compares all files, and rewrites those that differ.</summary>
    /// <returns>The number of compared rows.</returns>
    /// <exception cref="MilvusException">Rows still differ after several passes.</exception>
    internal async Task<long> RunAsync(
        IReadOnlyList<ManifestPart> parts, Func<int, TransferRange, CancellationToken, Task> rewrite, CancellationToken token)
    {
        var ranges = PartRanges.Of(new ManifestCollection { Parts = parts }, _schema.PrimaryKey!);
        var rows = 0L;
        for (var i = 0; i < ranges.Count; i++)
        {
            for (var pass = 1; !await EqualsAsync(parts[i], ranges[i], token).ConfigureAwait(false); pass++)
            {
                if (pass == MaxPasses)
                {
                    throw DifferenceText.CreateError(
                        _schema.Name,
                        parts[i].File,
                        await PartDifferences
                            .FindAsync(client, collection.Call, _schema, ranges[i], Path.Combine(folder, parts[i].File), keysOnly, token)
                            .ConfigureAwait(false),
                        "The rows change faster than they are read. Repeat the command when fewer rows are written, or use -Verify Count.");
                }

                await rewrite(i, ranges[i], token).ConfigureAwait(false);
            }

            rows += parts[i].Rows;
        }

        return rows;
    }

    private async Task<bool> EqualsAsync(ManifestPart part, TransferRange range, CancellationToken token)
    {
        var (keys, values) = await Task
            .Run(() => new PartReader(Path.Combine(folder, part.File), _schema).Digest(token), token)
            .ConfigureAwait(false);
        if (keys.ToString() != part.KeyDigest || values.ToString() != part.RowDigest)
        {
            return false;
        }

        var there = await range.DigestAsync(client, collection.Call, _schema, _digester, keysOnly, token).ConfigureAwait(false);
        return there.ToString() == (keysOnly ? part.KeyDigest : part.RowDigest);
    }
}
