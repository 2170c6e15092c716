using System.Runtime.CompilerServices;
using Milvus.Client;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>The keys of the files of a backup.</summary>
internal static class PartKeys
{
    /// <summary>Refuses a collection whose rows would replace each other in the target.</summary>
    /// <param name="client">The server.</param>
    /// <param name="server">The server, for the error.</param>
    /// <param name="folder">The backup.</param>
    /// <param name="item">The collection.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="MilvusException">Several of its partitions have the same keys, of which the server keeps one row.</exception>
    internal static async Task RefuseSharedAsync(
        MilvusClient client, string server, string folder, RestoreItem item, CancellationToken token)
    {
        var partitions = item.Manifest.Parts.Where(part => part.Rows > 0).GroupBy(part => part.Partition).ToList();
        if (SharedKeys.CanReplace(client, partitions.Count))
        {
            await SharedKeys
                .RefuseAsync(
                    partitions.Select(parts => ReadAsync(folder, item.Blueprint.Collection, parts, token)),
                    $"{item.SourceDatabase}/{item.Manifest.Name}",
                    server,
                    "restored",
                    "Restore it to Milvus or to an embedded database, or leave it out. From there, Copy-MilvusCollection -Partition copies "
                        + "each partition into a collection of its own.",
                    token)
                .ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<object> ReadAsync(
        string folder, Collection schema, IEnumerable<ManifestPart> parts, [EnumeratorCancellation] CancellationToken token)
    {
        foreach (var part in parts)
        {
            using var batches = new PartReader(BackupPaths.Resolve(folder, part.File), schema).Read(null, token).GetEnumerator();
            while (await Task.Run(batches.MoveNext, token).ConfigureAwait(false))
            {
                for (var row = 0; row < batches.Current.Count; row++)
                {
                    yield return batches.Current.GetKey(row)!;
                }
            }
        }
    }
}
