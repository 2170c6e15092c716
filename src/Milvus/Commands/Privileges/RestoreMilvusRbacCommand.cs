using System.Management.Automation;
using Milvus.Access;
using Milvus.Backups;
using Milvus.Pipeline;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Restores users, roles, privileges and privilege groups from a backup, and compares each with the server afterwards.</summary>
/// <remarks>
/// Users get exactly the roles of the backup, and roles exactly its privileges. An object that exists with other content is an error, and
/// nothing is changed; -Force makes it equal to the backup. Objects that are equal already are left alone. Milvus 2.5 and later, and the
/// embedded engine, export password hashes, each of its own kind: they are restored on a server of the same kind. For other users,
/// -Password has the passwords. A user without a password is not created: a warning and the output list them. If a step fails, the steps
/// before are taken back.
/// </remarks>
/// <example><code>Restore-MilvusRbac ./rbac.json</code>Restores the file that Backup-MilvusRbac wrote.</example>
/// <example>
/// <code>Backup-MilvusRbac -Connection old | Restore-MilvusRbac -Connection new</code>
/// Copies users and roles from one server to another.
/// </example>
/// <example>
/// <code>Restore-MilvusRbac ./server-backup -WhatIf</code>
/// Shows what would be restored of the users and roles in a backup that Backup-MilvusDatabase -All wrote, and which users need -Password.
/// </example>
/// <example>
/// <code>Restore-MilvusRbac ./rbac.json -Password @{ carol = (Read-Host -AsSecureString) }</code>
/// Restores a user whose password hash is not in the backup, or is of another kind of server.
/// </example>
/// <example><code>Restore-MilvusRbac ./rbac.json -WhatIf</code>Shows the number of objects that would be restored.</example>
[Cmdlet(VerbsData.Restore, "MilvusRbac", DefaultParameterSetName = ByPath,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = CmdletPages.Folder + "Restore-MilvusRbac.md")]
[OutputType(typeof(RbacRestore))]
public sealed class RestoreMilvusRbacCommand : ConnectedCommand
{
    private const string ByPath = "ByPath";
    private const string ByLiteralPath = "ByLiteralPath";

    /// <summary>The file that Backup-MilvusRbac wrote, or the folder of a backup that has users and roles.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [SupportsWildcards]
    public string? Path { get; set; }

    /// <summary>The file or the folder, without wildcards; this applies to a piped one, too.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP", "FullName")]
    public string? LiteralPath { get; set; }

    /// <summary>
    /// The output of Backup-MilvusRbac. It is restored to the current connection, or to -Connection, not to its origin.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation(IsDefinition = true)]
    public RbacBackup? InputObject { get; set; }

    /// <summary>
    /// Passwords of new users, as a table of names and passwords (SecureString, or plain text), or as credentials. They replace the hashes
    /// of the backup.
    /// </summary>
    [Parameter]
    [PasswordTableTransformation]
    [ValidateNotNull]
    public PasswordTable Password { get; set; } = new();

    /// <summary>
    /// Makes existing users, roles and groups equal to the backup: it grants and revokes roles and privileges, and replaces passwords for
    /// which the backup has another hash.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? Target => Path ?? LiteralPath;

    /// <inheritdoc/>
    protected override void Process()
    {
        var file = InputObject is null
            ? BackupRbac.Find(this, Path ?? LiteralPath!, ParameterSetName == ByLiteralPath, StopToken)
            : null;
        var backup = InputObject ?? RbacFile.Read(file!);
        var restoring = new RbacRestoring(Client, Call, backup, Password.Passwords, Client.User);
        Await((_, token) => restoring.PrepareAsync(token));
        if (IsWhatIf && restoring.Missing.Count > 0)
        {
            WriteWarning(RbacAdvice.DescribeUnrestored(restoring.Missing));
        }

        if (ShouldProcess(Connected.Place, DescribeAction(backup, restoring)))
        {
            var restored = Await((_, token) => restoring.ApplyAsync(Force, token));
            if (restored.MissingUser.Count > 0)
            {
                WriteWarning(RbacAdvice.DescribeMissing(restored.MissingUser) + " " + (file is null
                    ? $"Repeat the command with {RbacAdvice.WriteTable(restored.MissingUser)}."
                    : RbacAdvice.OfLine(file, restored.MissingUser, Connection is null ? null : Connected.Name)));
            }

            WriteObject(Mark(restored));
        }
    }

    private string DescribeAction(RbacBackup backup, RbacRestoring restoring)
    {
        var text = $"Restore {RbacNames.Count(backup)}{restoring.DescribeMissing()}";
        var conflicts = Force ? restoring.Differences.DescribeConflicts() : [];
        return conflicts.Count == 0 ? text : $"{text}, and change what exists: {RbacNames.List(conflicts)}";
    }
}
