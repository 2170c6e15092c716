using System.Management.Automation;
using Milvus.Backups;
using Milvus.Core.Calls;
using Milvus.Files;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Checks a backup without restoring it, and without a server.</summary>
/// <remarks>
/// Each file must exist with the size and the SHA-256 of the manifest, and each Parquet file is read: its number of rows and the digests of
/// its keys and values must be those of the backup. The manifest has a digest of itself. So a changed byte, a missing, truncated or
/// exchanged file and an edited manifest are found. An unfinished backup, a folder without a manifest and a backup of a later version are
/// not valid, either. A folder that does not exist is an error. Who can change files and knows how digests are computed can also change the
/// manifest: keep a copy of it elsewhere to find that.
/// </remarks>
/// <example><code>Test-MilvusBackup ./backup</code>Shows whether the backup is whole.</example>
/// <example><code>Test-MilvusBackup ./backup* | Where-Object Valid</code>Lists those that are whole.</example>
/// <example><code>(Test-MilvusBackup ./backup).Finding</code>Lists what is wrong with it.</example>
/// <example>
/// <code>if (-not (Test-MilvusBackup ./backup).Valid) { throw 'The backup is damaged.' }</code>
/// Ends a script if it is not.
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "MilvusBackup", DefaultParameterSetName = ByPath,
    HelpUri = CmdletPages.Folder + "Test-MilvusBackup.md")]
[OutputType(typeof(BackupTest))]
public sealed class TestMilvusBackupCommand : MilvusCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The folders of backups, with wildcards; a path without a match is an error.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The folders of backups, without wildcards; this applies to piped folders, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    private const string Damaged = "Manifest";

    private bool IsLiteral => ParameterSetName == ByLiteralPath;

    private protected override object? Target => IsLiteral ? LiteralPath : Path;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var path in IsLiteral ? LiteralPath : Path)
        {
            ForItem(path, () =>
            {
                foreach (var folder in LocalPaths.ResolveFolders(SessionState, path, IsLiteral))
                {
                    WriteObject(Check(folder));
                }
            });
        }
    }

    // A script that asks for valid backups must find every folder that cannot be restored.
    private static string? FindProblem(string errorId) => errorId switch
    {
        MilvusErrorId.BackupDamaged => Damaged,
        MilvusErrorId.BackupIncomplete => "Incomplete",
        MilvusErrorId.FormatTooNew => "Version",
        _ => null,
    };

    private BackupTest Check(string folder)
    {
        try
        {
            var manifest = ManifestStore.Read(folder);
            var display = new WaitDisplay($"Checking {folder}");
            return Await(
                token => Task.Run(
                    () => new BackupCheck(folder, manifest).Run(file => display.Report(new WaitProgress(null, file)), token), token),
                display: display);
        }
        catch (MilvusException failure) when (FindProblem(failure.ErrorId) is { } problem)
        {
            var isLost = problem == Damaged && !File.Exists(System.IO.Path.Combine(folder, ManifestStore.FileName));
            var finding = new BackupFinding
            {
                File = ManifestStore.FileName,
                Problem = isLost ? "Missing" : problem,
                Message = failure.Message.TrimEnd('.'),
            };
            return new BackupTest { Path = folder, Finding = [finding] };
        }
    }
}
