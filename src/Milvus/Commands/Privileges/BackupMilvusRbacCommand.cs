using System.Management.Automation;
using Milvus.Access;
using Milvus.Files;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Backs up users, roles, privileges and privilege groups as an object or into a file.</summary>
/// <remarks>
/// The backup has the grants of every role in all databases, those of the role public included. Milvus 2.5 and later, and the embedded
/// engine, export the hashes of passwords. They never appear in output; only the file and a restore use them. Other servers do not export
/// them, nor privilege groups: Restore-MilvusRbac -Password restores such users. Grants in a database that no longer exists are not listed
/// by
/// every server. The user root is not part of a backup.
/// </remarks>
/// <example><code>Backup-MilvusRbac ./rbac.json</code>Writes a file for Restore-MilvusRbac.</example>
/// <example><code>(Backup-MilvusRbac).Privilege | Group-Object Role</code>Groups the grants of all databases by role.</example>
/// <example>
/// <code>Backup-MilvusRbac -Connection old | Restore-MilvusRbac -Connection new</code>
/// Copies users and roles from one server to another.
/// </example>
[Cmdlet(VerbsData.Backup, "MilvusRbac", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = CmdletPages.Folder + "Backup-MilvusRbac.md")]
[OutputType(typeof(RbacBackup))]
public sealed class BackupMilvusRbacCommand : ConnectedCommand
{
    /// <summary>The file to write; the object is returned when left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write, without wildcards.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Overwrites an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Also returns the object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Path ?? LiteralPath;

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = Path is null && LiteralPath is null ? null : LocalPaths.ResolveToWrite(this, Path, LiteralPath);
        if (file is not null)
        {
            LocalFiles.CheckTarget(file, Force);
        }

        if (file is not null && !ShouldProcess(file, "Write users and roles"))
        {
            return;
        }

        var backup = Mark(Await((call, token) => Client.ReadRbacAsync(call, [], token)));
        if (file is not null)
        {
            RbacFile.Write(file, backup, Force);
        }

        if (file is null || PassThru)
        {
            WriteObject(backup);
        }
    }
}
