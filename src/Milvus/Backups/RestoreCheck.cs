using System.Globalization;
using Milvus.Client;
using Milvus.Client.Digests;
using Milvus.Objects;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>
/// Verifies that a restored collection has the rows of the backup. Parts that differ are marked in the ledger, so that the same command
/// inserts them again.
/// </summary>
internal sealed class RestoreCheck(
    MilvusClient client,
    string folder,
    RestoreItem item,
    Collection schema,
    TransferLedger ledger,
    RestoreSettings settings,
    bool madeKeys)
{
    /// <summary>The number of rows that the server counted; null if it was not asked.</summary>
    internal long? Counted { get; private set; }

    /// <summary>The number of rows whose keys or values were compared; null if none were.</summary>
    internal long? Compared { get; private set; }

    /// <exception cref="MilvusException">Rows are missing, doubled or changed; the message has their keys.</exception>
    internal async Task RunAsync(CancellationToken token)
    {
        Counted = await client.CountAllAsync(item.Call, item.Name, token).ConfigureAwait(false);
        await FailedVerification
            .RunAsync(
                ledger,
                item.FinalPlace,
                settings.Verify,
                () => madeKeys ? CheckWithoutKeysAsync(token) : CheckWithKeysAsync(token))
            .ConfigureAwait(false);
    }

    private async Task CheckWithKeysAsync(CancellationToken token)
    {
        if (settings.Verify == TransferVerification.Count && Counted == item.Manifest.Rows)
        {
            return;
        }

        var keysOnly = settings.Verify != TransferVerification.Full;
        var differences = await CompareAsync(keysOnly, token).ConfigureAwait(false);
        Compared = item.Manifest.Rows;
        if (differences.Count > 0)
        {
            throw DifferenceText.CreateError(folder, item.Place, differences);
        }

        // The same keys, but another number: a server counts rows that it has twice, and a read shows one of them.
        if (Counted != item.Manifest.Rows)
        {
            throw CreateCountError();
        }
    }

    private async Task<List<RowDifference>> CompareAsync(bool keysOnly, CancellationToken token)
    {
        var digester = new RowDigester(schema, keysOnly);
        var ranges = PartRanges.Of(item.Manifest, schema.PrimaryKey!);
        var differences = new List<RowDifference>();
        for (var i = 0; i < ranges.Count; i++)
        {
            var part = item.Manifest.Parts[i];
            var digest = await ranges[i].DigestAsync(client, item.Call, schema, digester, keysOnly, token).ConfigureAwait(false);
            if (digest.ToString() == (keysOnly ? part.KeyDigest : part.RowDigest))
            {
                ledger.RecordUnit(part.File, UnitState.Digested);
                continue;
            }

            var file = BackupPaths.Resolve(folder, part.File);
            differences.AddRange(
                await PartDifferences.FindAsync(client, item.Call, schema, ranges[i], file, keysOnly, token).ConfigureAwait(false));
            ledger.RecordUnit(part.File, UnitState.Sent, new LedgerFacts { { CollectionRestore.Clear, true } });
        }

        return differences;
    }

    // The keys are new, so all other values together are compared.
    private async Task CheckWithoutKeysAsync(CancellationToken token)
    {
        if (Counted != item.Manifest.Rows)
        {
            throw CreateCountError();
        }

        if (settings.Verify != TransferVerification.Full)
        {
            return;
        }

        var digester = new RowDigester(schema, withKey: false);
        var (here, there) = (RowDigest.Empty, RowDigest.Empty);
        foreach (var part in item.Manifest.Parts)
        {
            here += await Task.Run(() => Digest(part, digester, token), token).ConfigureAwait(false);
        }

        foreach (var partition in item.Manifest.Parts.Select(part => part.Partition).Distinct())
        {
            there += await new TransferRange(partition, null, null)
                .DigestAsync(client, item.Call, schema, digester, keysOnly: false, token)
                .ConfigureAwait(false);
        }

        Compared = here.Rows;
        if (here != there)
        {
            throw new MilvusException(
                MilvusErrorId.TransferMismatch,
                $"The values of {item.Place} are not those of the backup. Its rows have new keys, so it is unknown which rows differ.");
        }
    }

    private RowDigest Digest(ManifestPart part, RowDigester digester, CancellationToken token)
    {
        var digest = RowDigest.Empty;
        foreach (var batch in new PartReader(BackupPaths.Resolve(folder, part.File), schema).Read(null, token))
        {
            digest += digester.Digest(batch);
        }

        return digest;
    }

    private MilvusException CreateCountError() => new(
        MilvusErrorId.TransferMismatch,
        string.Create(
            CultureInfo.InvariantCulture, $"{item.Place} has {RowCounts.ToText(Counted)}, but the backup has {item.Manifest.Rows:N0}."));
}
