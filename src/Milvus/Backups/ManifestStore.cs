using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Milvus.Client.Digests;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>
/// Reads and writes manifests. A manifest has its own digest, so that a change of it is found: it is the only file that no other describes.
/// </summary>
internal static class ManifestStore
{
    internal const string FileName = "manifest.json";

    internal const string Format = "milvus-backup";

    internal const int Version = 1;

    private const string Seal = "sha256";

    // 100,000 parts take about 50 MB.
    private const long MaxBytes = 256 * 1024 * 1024;

    // A misspelt name is an error: ignoring it would restore something else.
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static readonly JsonSerializerOptions _canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] ToBytes(BackupManifest manifest)
    {
        var json = JsonSerializer.SerializeToNode(manifest, _options)!.AsObject();
        json[Seal] = Digest(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString(_options) + "\n");
    }

    /// <summary>Whether a folder has the manifest of a backup, even a damaged one; other programs have files of this name, too.</summary>
    internal static bool IsBackup(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) && LocalFiles.Read(file).AsSpan().IndexOf("\"milvus-backup\""u8) >= 0;
    }

    /// <exception cref="MilvusException">
    /// The folder does not have a backup, or the backup is unfinished, its manifest was changed, or it is of a later version.
    /// </exception>
    internal static BackupManifest Read(string folder)
    {
        var file = Path.Combine(folder, ManifestStore.FileName);
        CheckExists(folder, file);
        try
        {
            var json = JsonNode.Parse(LocalFiles.ReadText(file)) as JsonObject ?? throw new JsonException("it is not an object");
            return Read(file, json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException
            or ArgumentException)
        {
            throw CreateDamaged(file, JsonReading.GetFileReason(e), e);
        }
    }

    private static BackupManifest Read(string file, JsonObject json)
    {
        if (json["format"]?.GetValue<string>() is var format && format != Format)
        {
            throw new JsonException($"its format is '{format}', not '{Format}'");
        }

        // Later versions may have another form, so nothing else is read before.
        if (json["version"]?.GetValue<int>() is var version && version is not Version)
        {
            throw new MilvusException(
                MilvusErrorId.FormatTooNew,
                $"The backup '{Path.GetDirectoryName(file)}' has version {version} of backups, but this module reads version {Version}.")
            {
                RecommendedAction = "Use the version of the module that wrote the backup, or a later one.",
            };
        }

        var seal = json[Seal]?.GetValue<string>();
        json.Remove(Seal);
        if (seal != Digest(json))
        {
            throw CreateDamaged(file, "its digest does not fit its content, so it was changed after the backup", null);
        }

        var manifest = json.Deserialize<BackupManifest>(_options)!;
        CheckComplete(manifest);
        BackupPaths.Check(manifest);
        return manifest;
    }

    // What another program wrote may lack a list, or have a digest that is none.
    private static void CheckComplete(BackupManifest manifest)
    {
        if (manifest is not { Databases: not null, Server: not null }
            || manifest.Databases.Any(database => database is not { Name: not null, Properties: not null, Collections: not null }))
        {
            throw new FormatException("a database is not complete");
        }

        foreach (var collection in manifest.Databases.SelectMany(database => database.Collections))
        {
            if (collection is not { Name: not null, Aliases: not null, Schema.File: not null, Parts: not null }
                || collection.Parts.Any(part => part?.File is null))
            {
                throw new FormatException("a collection is not complete");
            }

            string[] digests =
            [
                collection.KeyDigest,
                collection.RowDigest,
                .. collection.Parts.SelectMany(part => new[] { part.KeyDigest, part.RowDigest }),
            ];
            foreach (var digest in digests)
            {
                RowDigest.Parse(digest);
            }
        }
    }

    private static void CheckExists(string folder, string file)
    {
        var unfinished = BackupPaths.UnfinishedOf(folder);
        if (!File.Exists(file))
        {
            throw Directory.Exists(unfinished) || File.Exists(BackupPaths.LedgerOf(folder))
                ? CreateUnfinished(folder, unfinished)
                : BackupPaths.HasLostManifest(folder)
                ? new MilvusException(
                    MilvusErrorId.BackupDamaged, $"The backup '{folder}' is damaged: its file {FileName} is missing.")
                {
                    RecommendedAction = "Test-MilvusBackup checks backups. Use another backup: without the manifest, nothing says which "
                        + "files belong to this one.",
                }
                : new MilvusException(
                    Directory.Exists(folder) ? MilvusErrorId.BackupIncomplete : MilvusErrorId.FileNotFound,
                    Directory.Exists(folder)
                        ? $"The folder '{folder}' is not a backup, or an unfinished one: it has no {FileName}."
                        : $"The folder '{folder}' does not exist.")
                {
                    RecommendedAction = "Backup-MilvusDatabase writes backups.",
                };
        }

        if (new FileInfo(file).Length > MaxBytes)
        {
            throw CreateDamaged(file, $"it has more than {MaxBytes / (1024 * 1024)} MB", null);
        }
    }

    private static MilvusException CreateUnfinished(string folder, string unfinished) => new(
        MilvusErrorId.BackupIncomplete,
        $"The backup '{folder}' is not finished: it has no manifest, and its rows so far are in '{unfinished}'.");

    private static string Digest(JsonObject json) =>
        Sha256Text.Of(Encoding.UTF8.GetBytes(json.ToJsonString(_canonical)));

    private static MilvusException CreateDamaged(string file, string reason, Exception? cause) =>
        new(MilvusErrorId.BackupDamaged, $"The manifest '{file}' cannot be used: {reason}.", cause);
}
