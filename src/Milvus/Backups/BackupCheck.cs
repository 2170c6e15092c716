using System.Globalization;
using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Schemas;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>Checks a backup without a server: each file, its checksum, its rows and their digests.</summary>
internal sealed class BackupCheck(string folder, BackupManifest manifest)
{
    private readonly List<BackupFinding> _findings = [];

    /// <summary>Checks all files, and reads all rows.</summary>
    internal BackupTest Run(Action<string> progress, CancellationToken token)
    {
        foreach (var (database, collection, file) in manifest.Files())
        {
            token.ThrowIfCancellationRequested();
            progress(file.File);
            Check(file, collection?.Name ?? string.Empty);
            if (file is ManifestPart part)
            {
                CheckRows(database!, collection!, part, token);
            }
            else if (collection is not null && !HasFinding(file))
            {
                CheckSchema(collection);
            }
        }

        foreach (var collection in manifest.Databases.SelectMany(database => database.Collections))
        {
            CheckSums(collection);
        }

        return new BackupTest
        {
            Path = folder,
            Valid = _findings.Count == 0,
            Created = manifest.Finished,
            Server = $"{manifest.Server.Type} {manifest.Server.Version}",
            Databases = [.. manifest.Databases.Select(database => database.Name)],
            Collections =
            [
                .. manifest.Databases.SelectMany(
                    database => database.Collections.Select(collection => $"{database.Name}/{collection.Name}")),
            ],
            CollectionCount = manifest.Databases.Sum(database => database.Collections.Count),
            FileCount = manifest.Files().Count(),
            RowCount = manifest.Databases.Sum(database => database.Collections.Sum(collection => collection.Rows)),
            Finding = _findings,
        };
    }

    /// <summary>Refuses a file that is missing or changed, before anything is restored from it.</summary>
    /// <exception cref="MilvusException">The file is not as the manifest describes it.</exception>
    internal void Require(IEnumerable<(ManifestCollection? Collection, ManifestFile File)> files, CancellationToken token)
    {
        foreach (var (collection, file) in files)
        {
            token.ThrowIfCancellationRequested();
            Check(file, collection?.Name ?? string.Empty);
        }

        RefuseFindings();
    }

    /// <summary>
    /// Refuses files that are missing or have another size, and changed schemas. It reads only the schemas, so it comes first.
    /// </summary>
    /// <exception cref="MilvusException">A file is not as the manifest describes it.</exception>
    internal void RequireFiles(IEnumerable<ManifestCollection> collections)
    {
        foreach (var collection in collections)
        {
            Check(collection.Schema, collection.Name);
            foreach (var part in collection.Parts)
            {
                Check(part, collection.Name, withDigest: false);
            }
        }

        RefuseFindings();
    }

    private void RefuseFindings()
    {
        if (_findings.Count > 0)
        {
            throw new MilvusException(
                MilvusErrorId.BackupDamaged,
                $"The backup '{folder}' is damaged, and nothing was restored: {string.Join("; ", _findings.Take(10))}"
                    + (_findings.Count > 10 ? $"; and {_findings.Count - 10} more." : "."));
        }
    }

    private bool HasFinding(ManifestFile file) => _findings.Exists(finding => finding.File == file.File);

    private void Check(ManifestFile file, string collection, bool withDigest = true)
    {
        try
        {
            var path = BackupPaths.Locate(folder, file.File);
            if (!File.Exists(path))
            {
                Add(file.File, collection, "Missing", "the file does not exist");
                return;
            }

            var (bytes, sha256) = withDigest ? FileDigest.Read(path) : (new FileInfo(path).Length, file.Sha256);
            if (bytes != file.Bytes)
            {
                Add(file.File, collection, "Size", $"it has {Bytes(bytes)}, but the manifest has {Bytes(file.Bytes)}");
            }
            else if (sha256 != file.Sha256)
            {
                Add(file.File, collection, "Checksum", "its bytes are not those of the backup");
            }
        }
        catch (MilvusException failure)
        {
            Add(file.File, collection, "Unreadable", failure.Message);
        }
    }

    // A file with a right checksum is what the backup wrote. Reading it shows that this module can restore it.
    private void CheckRows(ManifestDatabase database, ManifestCollection collection, ManifestPart part, CancellationToken token)
    {
        if (HasFinding(part) || HasFinding(collection.Schema))
        {
            return;
        }

        try
        {
            var blueprint = ReadSchema(collection);
            var (keys, rows) = new PartReader(BackupPaths.Resolve(folder, part.File), blueprint.Collection).Digest(token);
            if (rows.Rows != part.Rows)
            {
                Add(part.File, collection.Name, "RowCount", $"it has {Counts.ToText(rows.Rows, "row")}, but the manifest has {part.Rows}");
            }
            else if (keys.ToString() != part.KeyDigest || rows.ToString() != part.RowDigest)
            {
                Add(part.File, collection.Name, "Digest", $"its rows are not those that were read from {database.Name}/{collection.Name}");
            }
        }
        catch (MilvusException failure)
        {
            Add(part.File, collection.Name, "Unreadable", failure.Message);
        }
    }

    private void CheckSchema(ManifestCollection collection)
    {
        try
        {
            ReadSchema(collection);
        }
        catch (MilvusException failure)
        {
            Add(collection.Schema.File, collection.Name, "Unreadable", failure.Message);
        }
    }

    // A schema file does not mark the fields that functions compute: servers find out themselves.
    private CollectionBlueprint ReadSchema(ManifestCollection collection)
    {
        var blueprint = BackupSchema.Read(folder, collection);
        var outputs = blueprint.Collection.Function.SelectMany(function => function.OutputField).ToHashSet(StringComparer.Ordinal);
        foreach (var field in blueprint.Collection.Field)
        {
            field.IsFunctionOutput = outputs.Contains(field.Name);
        }

        return blueprint;
    }

    private void CheckSums(ManifestCollection collection)
    {
        var keys = Sum(collection.Parts.Select(part => part.KeyDigest));
        var rows = Sum(collection.Parts.Select(part => part.RowDigest));
        if (collection.Rows != collection.Parts.Sum(part => part.Rows) || keys != collection.KeyDigest || rows != collection.RowDigest)
        {
            Add(ManifestStore.FileName, collection.Name, "Manifest", "the digest of the collection is not that of its files");
        }
    }

    private static string Sum(IEnumerable<string> digests) =>
        digests.Aggregate(RowDigest.Empty, (sum, digest) => sum + RowDigest.Parse(digest)).ToString();

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Counts.Noun(count, "byte")}");

    private void Add(string file, string collection, string problem, string message) =>
        _findings.Add(new BackupFinding { File = file, Collection = collection, Problem = problem, Message = message.TrimEnd('.') });
}
