using System.Globalization;
using Milvus.Access;
using Milvus.Client;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>Backs up databases into a folder.</summary>
internal sealed class BackupRun(
    MilvusClient client,
    IReadOnlyList<BackupDatabase> databases,
    RbacBackup? rbac,
    BackupTarget target,
    BackupSettings settings)
{
    private const string RbacFileName = "rbac.json";

    /// <summary>Writes the backup, or what is left of it, and reports each collection when its rows are written.</summary>
    /// <exception cref="MilvusException">A step failed; the same command continues.</exception>
    internal async Task<IReadOnlyList<TransferResult>> RunAsync(string label, CancellationToken token)
    {
        using var ledger = target.Open(CreatePlan(label));
        var results = new List<TransferResult>();
        var started = DateTime.UtcNow;
        var written = new List<ManifestDatabase>();
        try
        {
            foreach (var database in databases)
            {
                var collections = new List<ManifestCollection>();
                foreach (var collection in database.Collections)
                {
                    collections.Add(await WriteAsync(database, collection, ledger, label, results, token).ConfigureAwait(false));
                }

                written.Add(new ManifestDatabase { Name = database.Name, Properties = database.Properties, Collections = collections });
            }
        }
        catch (MilvusException failure)
            when (failure.ErrorId == MilvusErrorId.DatabaseCorrupt && ledger.Units.All(unit => unit.State < UnitState.Digested))
        {
            // The same command would find the same damage.
            target.Discard(ledger);
            throw;
        }

        var manifest = new BackupManifest
        {
            Format = ManifestStore.Format,
            Version = ManifestStore.Version,
            Started = started,
            Finished = DateTime.UtcNow,
            Server = new ManifestServer { Type = client.Server.Type, Version = client.Server.Version, Address = client.Address },
            Rbac = WriteRbac(),
            Databases = written,
        };
        target.Finish(manifest, ledger);
        return results;
    }

    private async Task<ManifestCollection> WriteAsync(
        BackupDatabase database,
        BackupCollection collection,
        TransferLedger ledger,
        string label,
        List<TransferResult> results,
        CancellationToken token)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var backup = new CollectionBackup(client, collection, target.Unfinished, ledger, settings);
        var manifest = await backup.RunAsync(token).ConfigureAwait(false);
        results.Add(new TransferResult
        {
            Source = $"{label}/{database.Name}/{collection.Name}",
            Target = Path.Combine(target.Folder, collection.Folder),
            RowsRead = backup.Rows,
            RowsSent = backup.Rows,
            RowsAcknowledged = backup.Rows,
            RowsCounted = backup.Counted,
            RowsCompared = backup.Compared,
            Verified = settings.Verify,
            Duration = clock.Elapsed,
            LedgerPath = target.LedgerPath,
            Collection = collection.Blueprint.Collection,
            Database = database.Name,
        });
        return manifest;
    }

    private TransferPlan CreatePlan(string label) =>
        new(
            "backup",
            ("the source", string.Join(", ", databases.Select(database => $"{label}/{database.Name}"))),
            ("the target", target.Folder),
            (
                "the list of collections",
                string.Join(", ", databases.SelectMany(database => database.Collections.Select(collection => collection.Name)))),
            (
                "the list of their ids",
                string.Join(
                    ", ",
                    databases
                        .SelectMany(database => database.Collections.Select(collection => collection.Blueprint.Collection.Id))
                        .Select(id => id.ToString(CultureInfo.InvariantCulture)))),
            (
                "the digest of the schemas",
                Sha256Text.Of([.. databases.SelectMany(database => database.Collections).SelectMany(one => one.Schema)])),
            ("-RowsPerFile", settings.RowsPerFile.ToString(CultureInfo.InvariantCulture)),
            ("users and roles", rbac is null ? "left out" : "included"))
        {
            Advice = "Repeat the command of the ledger to continue it, or use -Force to begin again, or another folder.",
        };

    private ManifestFile? WriteRbac()
    {
        if (rbac is null)
        {
            return null;
        }

        var bytes = RbacFile.ToBytes(rbac);
        LocalFiles.Write(Path.Combine(target.Unfinished, RbacFileName), bytes, replace: true, secret: true);
        return new ManifestFile { File = RbacFileName, Bytes = bytes.Length, Sha256 = Sha256Text.Of(bytes) };
    }
}
