using System.Globalization;
using System.Management.Automation;
using System.Text;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;

namespace Milvus.Transfers;

/// <summary>Where the ledger of a transfer into a collection is, and what it says before the transfer continues.</summary>
internal static class LedgerPlace
{
    // File systems allow 255 bytes in a name. The rest is for the endings of drafts.
    private const int MaxNameBytes = 220;
    private const int DigestLength = 16;

    /// <summary>
    /// The file of -LedgerPath; otherwise a file with the given name, beside the file of an embedded target or in the current folder.
    /// </summary>
    internal static string Find(SessionState session, string? path, MilvusConnection target, string name)
    {
        const string Parameter = "-LedgerPath";
        if (path is not null)
        {
            return LocalPaths.CheckRegular(LocalPaths.ResolveSingle(session, path, Parameter));
        }

        var file = Shorten(string.Concat(name.Split(Path.GetInvalidFileNameChars())));
        return target.Client.IsEmbedded && Path.GetDirectoryName(target.Address) is { Length: > 0 } folder
            ? Path.Combine(folder, file)
            : LocalPaths.ResolveSingle(session, file, Parameter);
    }

    /// <summary>The folder of the ledgers of a target for which -LedgerPath is not specified.</summary>
    internal static string FindFolder(SessionState session, MilvusConnection target) =>
        Path.GetDirectoryName(Find(session, null, target, LedgerNames.Ending))!;

    // The name of a ledger can consist of two names of collections with 255 characters each. A digest distinguishes long names.
    private static string Shorten(string file)
    {
        if (Encoding.UTF8.GetByteCount(file) <= MaxNameBytes)
        {
            return file;
        }

        var ending = string.Concat("-", Sha256Text.Of(file).AsSpan(0, DigestLength), LedgerNames.Ending);
        var length = 0;
        var bytes = 0;
        foreach (var letter in file.EnumerateRunes())
        {
            bytes += letter.Utf8SequenceLength;
            if (bytes > MaxNameBytes - ending.Length)
            {
                break;
            }

            length += letter.Utf16SequenceLength;
        }

        return file[..length] + ending;
    }

    /// <summary>What a confirmation says of an empty file, which becomes the ledger.</summary>
    internal static string DescribeEmpty(string path) => $", with the empty file '{path}' as its ledger";

    /// <summary>What a confirmation says of an unfinished transfer: the units that are left. Empty if there is none.</summary>
    internal static string Describe(string path, bool force)
    {
        if (!File.Exists(path))
        {
            return string.Empty;
        }

        if (LedgerFile.IsEmpty(path))
        {
            return DescribeEmpty(path);
        }

        if (force)
        {
            return $", discarding the unfinished transfer of '{path}'";
        }

        var content = LedgerFile.Read(path);
        var units = content.Units.Count;
        var done = content.Units.Count(unit => unit.State >= UnitState.Acknowledged);
        var rows = content.Units.Sum(unit => unit.Facts.GetNumber("acknowledged"));
        var replaced = CollectionReplacement.List(content);
        var isPlanned = content.Plan?.Kind != "copy" || content.FindStep(UnitPlanning.Done) is not null;
        var more = isPlanned ? string.Empty : ", and more are not planned yet";
        return $", continuing '{path}': "
            + (done == 0 && rows == 0
                ? "no rows are transferred yet"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows:N0} {Counts.Noun(rows, "row is", "rows are")} transferred, "
                        + $"{done:N0} of {units:N0} {Counts.Noun(units, "unit is", "units are")} complete{more}"))
            + (replaced.Count == 0
                ? string.Empty
                : $"; at its end, it replaces the existing {string.Join(", ", replaced)}");
    }
}
