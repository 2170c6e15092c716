using System.Management.Automation;
using Milvus.Files;
using Milvus.Rbac;

namespace Milvus;

/// <summary>Reads users, roles, privileges and groups of privileges as one object, or writes them to a file.</summary>
/// <remarks>
/// Passwords are in it as the hashes the server keeps, which are in no output: only the file has them, and restoring uses them.
/// </remarks>
/// <example><code>Backup-MilvusRbac ./rbac.json</code>Writes a file; Restore-MilvusRbac puts it back.</example>
/// <example><code>(Backup-MilvusRbac).Privilege | Group-Object Role</code>All grants of all databases by role.</example>
/// <example>
/// <code>Backup-MilvusRbac -Connection old | Restore-MilvusRbac -Connection new</code>
/// Takes users and roles from a server to another.
/// </example>
[Cmdlet(VerbsData.Backup, "MilvusRbac", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(RbacBackup))]
public sealed class BackupMilvusRbacCommand : ConnectedCommand
{
    /// <summary>The file to write; the object is written to the pipeline when it is left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write, taken as it is written: without wildcards.</summary>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the object too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => Path ?? LiteralPath;

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = Path is null && LiteralPath is null ? null : LocalPaths.ToWrite(this, Path, LiteralPath);
        if (file is not null)
        {
            LocalFiles.Claim(file, Force);
        }

        if (file is not null && !ShouldProcess(file, "Write users and roles"))
        {
            return;
        }

        var backup = Mark(Await(Client.BackupRbacAsync));
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
