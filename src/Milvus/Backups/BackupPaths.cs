using System.Globalization;
using System.Text;

namespace Milvus.Backups;

/// <summary>The names of files in a backup. A manifest can come from anyone, so its paths never leave the folder.</summary>
internal static class BackupPaths
{
    private const int MaxNameLength = 60;

    /// <summary>The folder of a backup until it is finished.</summary>
    internal static string UnfinishedOf(string folder) => folder + ".unfinished";

    /// <summary>The ledger of a backup until it is finished.</summary>
    internal static string LedgerOf(string folder) => folder + ".ledger";

    /// <summary>
    /// The folder of a collection. Its number makes it unique where a file system ignores case, and other characters than letters and
    /// digits are replaced.
    /// </summary>
    internal static string CollectionFolder(int database, string databaseName, int collection, string collectionName) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{database:000}-{ToFileName(databaseName)}/{collection:000}-{ToFileName(collectionName)}");

    internal static string Part(string folder, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/{number:000000}.parquet");

    internal static string Schema(string folder) => $"{folder}/schema.json";

    /// <summary>The name of the ledger of a restore.</summary>
    internal static string LedgerName(string folder, string server) =>
        $"{ToFileName(Path.GetFileName(folder))}-to-{ToFileName(server).Trim('_')}.ledger";

    /// <summary>Refuses paths that are not inside of the backup, and files that are listed twice.</summary>
    /// <exception cref="FormatException">A path is not allowed.</exception>
    internal static void Check(BackupManifest manifest)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ManifestStore.FileName };
        foreach (var (_, _, file) in manifest.Files())
        {
            if (!IsInside(file.File))
            {
                throw new FormatException($"'{file.File}' is not a path inside of a backup");
            }

            if (!known.Add(file.File))
            {
                throw new FormatException($"'{file.File}' is listed twice");
            }
        }
    }

    /// <summary>The full path of a file of the backup.</summary>
    /// <exception cref="MilvusException">The file or one of its folders is a symbolic link, which could lead anywhere.</exception>
    internal static string Resolve(string folder, string file)
    {
        var path = folder;
        foreach (var name in file.Split('/'))
        {
            path = Path.Combine(path, name);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new MilvusException(
                    MilvusErrorId.BackupDamaged,
                    $"'{path}' is a symbolic link. Files of a backup are regular files, because a link can lead out of it.");
            }
        }

        return path;
    }

    private static bool IsInside(string file) =>
        file.Length > 0
        && file.Split('/')
            .All(name =>
                name.Length > 0
                && name.Trim('.').Length > 0
                && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));

    private static string ToFileName(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name.AsSpan(0, Math.Min(name.Length, MaxNameLength)))
        {
            text.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_');
        }

        return text.ToString();
    }
}
