using Milvus.Access;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Transfers;

namespace Milvus.Backups;

/// <summary>
/// The folder of a backup. Until the backup is finished, its files are in a folder beside it, so a folder with a backup is always a whole
/// one, and an older backup stays until then.
/// </summary>
internal sealed class BackupTarget(string folder, bool force)
{
    private const string Naming = "naming";
    private const string ManifestFact = "manifest";
    private const string ReplacedFact = "replaced";

    private bool IsReplacing => force && Directory.Exists(folder) && !IsEmpty(folder);

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

        CheckUnfinished();
        if (!Directory.Exists(folder) || IsEmpty(folder))
        {
            return;
        }

        if (!ManifestStore.IsBackup(folder))
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"The folder '{folder}' has files that are not a backup, and stays as it is: use another name.");
        }

        if (!force && !(File.Exists(LedgerPath) && IsNamed(LedgerFile.Read(LedgerPath).FindStep(Naming))))
        {
            throw new MilvusException(MilvusErrorId.AlreadyExists, $"The backup '{folder}' exists already.")
            {
                RecommendedAction = "Use another name, or -Force to replace it.",
            };
        }

        CheckForeign();
    }

    // Files of others would be lost with the old backup.
    private void CheckForeign()
    {
        if (ReadOld() is not { } old)
        {
            return;
        }

        var known = old.Files().Select(file => file.File.File).Append(ManifestStore.FileName).ToHashSet(StringComparer.Ordinal);
        var foreign = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !known.Contains(path))
            .ToList();
        if (foreign.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"The folder '{folder}' has files that are not of its backup, and stays as it is: {RbacNames.List(foreign)}.")
            {
                RecommendedAction = "Move these files to another folder, or use another name for the backup.",
            };
        }
    }

    private BackupManifest? ReadOld()
    {
        try
        {
            return ManifestStore.Read(folder);
        }
        catch (MilvusException)
        {
            return null;
        }
    }

    /// <summary>What a confirmation says of an unfinished or an existing backup; empty if there is neither.</summary>
    internal string Describe()
    {
        var replaced = IsReplacing ? ", replacing the existing backup" : string.Empty;
        if (!File.Exists(LedgerPath))
        {
            return replaced;
        }

        return force
            ? $"{replaced}, discarding the unfinished backup"
            : $", continuing the unfinished backup in {Unfinished}";
    }

    /// <summary>What is only in the backup that -Force replaces, for a confirmation; null if the new backup has all of it.</summary>
    /// <param name="address">The server of the new backup.</param>
    /// <param name="databases">What the new backup has.</param>
    internal string? FindLost(string address, IReadOnlyList<BackupDatabase> databases)
    {
        if (!IsReplacing)
        {
            return null;
        }

        if (ReadOld() is not { } old)
        {
            return "a backup that cannot be read";
        }

        if (old.Server.Address != address)
        {
            return $"the backup of {old.Server.Address}";
        }

        var lost = old.Databases
            .SelectMany(database => database.Collections.Select(one => $"{database.Name}/{one.Name}"))
            .Except(databases.SelectMany(database => database.Collections.Select(one => $"{database.Name}/{one.Name}")))
            .ToList();
        return lost.Count == 0 ? null : $"a backup that also has {RbacNames.List(lost)}";
    }

    /// <summary>Opens the ledger, and creates the folder of the unfinished backup, or continues both.</summary>
    /// <exception cref="MilvusException">The ledger is of another backup, or the folder cannot be created.</exception>
    internal TransferLedger Open(TransferPlan plan)
    {
        var naming = LedgerFile.Read(LedgerPath).FindStep(Naming);
        var ledger = TransferLedger.Open(LedgerPath, plan, discard: force);
        try
        {
            LocalFiles.RunWrite(Unfinished, () => Prepare(ledger.IsContinued, naming));
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Writes the manifest, gives the folder its name, and removes the ledger.</summary>
    /// <exception cref="MilvusException">A file cannot be written, or the folder cannot be renamed.</exception>
    internal void Finish(BackupManifest manifest, TransferLedger ledger)
    {
        var bytes = ManifestStore.ToBytes(manifest);
        LocalFiles.Write(Path.Combine(Unfinished, ManifestStore.FileName), bytes, replace: true);
        LocalFiles.RunWrite(folder, () =>
        {
            var naming = new LedgerFacts { { ManifestFact, Sha256Text.Of(bytes) } };
            var replaced = Directory.Exists(folder);
            if (replaced)
            {
                naming.Add(ReplacedFact, Guid.NewGuid().ToString("N"));
            }

            // After a kill, the ledger has which of the folders is which.
            ledger.RecordStep(Naming, naming);
            if (replaced)
            {
                Directory.Move(folder, OldFolder(naming)!);
            }

            Directory.Move(Unfinished, folder);
            if (replaced)
            {
                Directory.Delete(OldFolder(naming)!, recursive: true);
            }
        });
        ledger.Complete();
    }

    /// <summary>Removes the unfinished backup, which has nothing yet, and its ledger.</summary>
    /// <exception cref="MilvusException">A file cannot be removed.</exception>
    internal void Discard(TransferLedger ledger)
    {
        LocalFiles.RunWrite(Unfinished, () => Directory.Delete(Unfinished, recursive: true));
        ledger.Complete();
    }

    // The ledger is there before the folder, and goes after it. Without a ledger, the files are somebody else's.
    private void CheckUnfinished()
    {
        if (new DirectoryInfo(Unfinished).LinkTarget is not null
            || File.Exists(Unfinished)
            || (!File.Exists(LedgerPath) && Directory.Exists(Unfinished) && !IsEmpty(Unfinished)))
        {
            throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                $"'{Unfinished}' is needed for the unfinished backup, but exists without a ledger, so its files are not of a backup that "
                    + "can continue. It stays as it is.")
            {
                RecommendedAction = "Rename or remove it, or use another name for the backup.",
            };
        }
    }

    // An earlier run may have been killed at any point.
    private void Prepare(bool isContinued, LedgerFacts? naming)
    {
        if (OldFolder(naming) is { } old && Directory.Exists(old))
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(old, recursive: true);
            }
            else
            {
                Directory.Move(old, folder);
            }
        }

        if (isContinued && IsNamed(naming))
        {
            // Only the ledger was left to be removed. The backup is verified and named again.
            if (Directory.Exists(Unfinished))
            {
                Directory.Delete(Unfinished, recursive: true);
            }

            Directory.Move(folder, Unfinished);
        }

        if (!isContinued && Directory.Exists(Unfinished))
        {
            Directory.Delete(Unfinished, recursive: true);
        }

        Directory.CreateDirectory(Unfinished);
        foreach (var draft in Directory.GetFiles(Unfinished, "*.tmp", SearchOption.AllDirectories))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Whether the folder is the backup that the ledger was going to name.</summary>
    private bool IsNamed(LedgerFacts? naming)
    {
        var manifest = Path.Combine(folder, ManifestStore.FileName);
        return naming is not null && File.Exists(manifest) && FileDigest.Read(manifest).Sha256 == naming.GetText(ManifestFact);
    }

    private string? OldFolder(LedgerFacts? naming) =>
        Guid.TryParseExact(naming?.GetText(ReplacedFact), "N", out var id) ? $"{folder}.{id:N}.old" : null;

    private static bool IsEmpty(string folder) => LocalFiles.RunRead(folder, () => !Directory.EnumerateFileSystemEntries(folder).Any());
}
