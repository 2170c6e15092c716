using Milvus.Files;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>
/// The folder of a backup. Until the backup is finished, its files are in a folder beside it, so a folder with a backup is always a whole
/// one, and an older backup stays until then.
/// </summary>
internal sealed class BackupTarget(string folder, bool force)
{
    internal string Folder => folder;

    internal string Unfinished => BackupPaths.UnfinishedOf(folder);

    internal string LedgerPath => BackupPaths.LedgerOf(folder);

    /// <summary>Refuses a folder that cannot take the backup.</summary>
    /// <exception cref="MilvusException">It is a backup and must not be replaced, or it is something else.</exception>
    internal void Check()
    {
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent && !Directory.Exists(parent))
        {
            throw new MilvusException(MilvusErrorId.FileNotFound, $"The folder '{parent}' does not exist.")
            {
                RecommendedAction = "Create it first.",
            };
        }

        if (File.Exists(folder))
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"'{folder}' is a file: a backup is a folder.");
        }

        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{folder}' is a symbolic link: use the folder that it leads to.");
        }

        if (!Directory.Exists(folder) || IsEmpty(folder))
        {
            return;
        }

        if (!File.Exists(Path.Combine(folder, ManifestStore.FileName)))
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"The folder '{folder}' has files that are not a backup, and stays as it is: use another name.");
        }

        if (!force)
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The backup '{folder}' exists already.")
            {
                RecommendedAction = "Use another name, or -Force to replace it.",
            };
        }
    }

    /// <summary>What a confirmation says of an unfinished or an existing backup; empty if there is neither.</summary>
    internal string Describe()
    {
        var replaced = force && Directory.Exists(folder) && !IsEmpty(folder) ? ", replacing the existing backup" : string.Empty;
        if (!File.Exists(LedgerPath))
        {
            return replaced;
        }

        return force
            ? $"{replaced}, discarding the unfinished backup"
            : $", continuing the unfinished backup in {Unfinished}";
    }

    /// <summary>Opens the ledger, and creates the folder of the unfinished backup, or continues both.</summary>
    /// <exception cref="MilvusException">The ledger is of another backup, or the folder cannot be created.</exception>
    internal TransferLedger Open(TransferPlan plan)
    {
        var ledger = TransferLedger.Open(LedgerPath, plan, discard: force);
        try
        {
            LocalFiles.RunWrite(Unfinished, () =>
            {
                if (!ledger.IsContinued && Directory.Exists(Unfinished))
                {
                    Directory.Delete(Unfinished, recursive: true);
                }

                Directory.CreateDirectory(Unfinished);
            });
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Writes the manifest, and gives the folder its name.</summary>
    /// <exception cref="MilvusException">A file cannot be written, or the folder cannot be renamed.</exception>
    internal void Finish(BackupManifest manifest)
    {
        LocalFiles.Write(Path.Combine(Unfinished, ManifestStore.FileName), ManifestStore.ToBytes(manifest), replace: true);
        LocalFiles.RunWrite(folder, () =>
        {
            var old = $"{folder}.{Guid.NewGuid():N}.old";
            var replaced = Directory.Exists(folder);
            if (replaced)
            {
                Directory.Move(folder, old);
            }

            Directory.Move(Unfinished, folder);
            if (replaced)
            {
                Directory.Delete(old, recursive: true);
            }
        });
    }

    private static bool IsEmpty(string folder) => LocalFiles.RunRead(folder, () => !Directory.EnumerateFileSystemEntries(folder).Any());
}
