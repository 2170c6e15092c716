using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Milvus.Files;

namespace Milvus.Backups;

/// <summary>The names of files in a backup. A manifest can come from anyone, so its paths never leave the folder.</summary>
internal static partial class BackupPaths
{
    private const int MaxNameLength = 60;
    private const string Unfinished = ".unfinished";

    /// <summary>The folder of a backup until it is finished.</summary>
    internal static string UnfinishedOf(string folder) => folder + Unfinished;

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

    /// <summary>Whether a folder without a manifest has lost it: it has other files of a finished backup.</summary>
    internal static bool HasLostManifest(string folder) =>
        Directory.Exists(folder)
        && !folder.EndsWith(Unfinished, StringComparison.OrdinalIgnoreCase)
        && LocalFiles.RunRead(folder, () => Directory.EnumerateDirectories(folder).Any(database =>
            NumberedName().IsMatch(Path.GetFileName(database))
            && Directory.EnumerateDirectories(database).Any(collection => NumberedName().IsMatch(Path.GetFileName(collection)))));

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

    /// <summary>The full path of a file of the backup, for reading it.</summary>
    /// <exception cref="MilvusException">
    /// The file is missing, so the backup is damaged; or it or one of its folders is a symbolic link, which could lead anywhere.
    /// </exception>
    internal static string Resolve(string folder, string file)
    {
        var path = Locate(folder, file);
        return File.Exists(path) ? path : throw new MilvusException(
            MilvusErrorId.BackupDamaged, $"The backup '{folder}' is damaged: its file {file} is missing.");
    }

    /// <summary>The full path of a file of the backup, which may be missing.</summary>
    /// <exception cref="MilvusException">The file or one of its folders is a symbolic link, which could lead anywhere.</exception>
    internal static string Locate(string folder, string file)
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

    // 001-default, with folders such as 002-words in it.
    [GeneratedRegex("^[0-9]{3,}-")]
    private static partial Regex NumberedName();

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
